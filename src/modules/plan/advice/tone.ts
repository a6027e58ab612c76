/** How a text speaks, held against what the brand has agreed on. */
export const emojiIn = (text: string): number => text.match(/\p{RGI_Emoji}/gv)?.length ?? 0

export const hashtagsIn = (text: string): number =>
  text.match(/(?<![\p{L}\p{M}\p{N}_&/])[#＃](?=[\p{L}\p{M}\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu)?.length ?? 0

export const exclamationsIn = (text: string): number => text.match(/[!！]/gu)?.length ?? 0
