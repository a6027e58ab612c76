/** A post and what is to be found in it. */
export type Labelled = {
  /** Where its readers are, with commas; `-` for nowhere in particular. */
  places: string
  network: string
  /** `-` when nobody has said; `payment:s` with a sponsor who is whole. */
  tie: string
  /** Codes with commas; `claim:health` for claims; `x` for nothing. */
  finds: string
  text: string
}

/** One a line: places, network, tie, what is to be found, text. ⏎ is a new line, ␣ a space that nobody sees. */
export const rows = (table: string): Labelled[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [places = '', network = '', tie = '', finds = '', ...text] = line.split(' | ')
      return {
        places,
        network,
        tie,
        finds,
        text: text.join(' | ').replaceAll('⏎', '\n').replaceAll('␣', '\u200b'),
      }
    })
