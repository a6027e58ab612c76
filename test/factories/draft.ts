import type { Draft } from '../../src/networks/kit/content.ts'

/** A content of plain texts, one a part. */
export const draftOf = (...texts: string[]): Draft => ({
  title: '',
  parts: texts.map((text) => ({ text, media: [], poll: null, link: null, quote: null })),
  firstReply: null,
  languages: [],
  options: {},
})
