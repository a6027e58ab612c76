/** What a command answers, as programs read it. */
export const print = (result: unknown): void => console.log(JSON.stringify(result, null, 2))
