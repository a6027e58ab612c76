declare module 'twitter-text' {
  type Found = { url: string; indices: [start: number, end: number] }
  const text: {
    parseTweet(text: string): { weightedLength: number; valid: boolean }
    extractUrlsWithIndices(text: string): Found[]
    extractMentions(text: string): string[]
  }
  export default text
}
