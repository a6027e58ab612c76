import type { Advice, AdviceCode } from './contract.ts'

/** One sentence for each thing, for programs; the screen has them in five languages under the same codes. */
const sentences: Record<AdviceCode, string> = {
  no_goal: 'This post serves no goal.',
  goal_over: 'Its goal "{goal}" ends on {deadline}, before this post goes out.',
  goal_elsewhere:
    'What this post brings does not count for its goal "{goal}": none of its channels belongs to it.',
  no_persona: 'This post speaks to no persona.',
  no_category: 'This post has no category, so the content mix does not count it.',
  mix: 'With this one {count} of {of} posts are {category}; the plan is {share} %.',
  copies: 'All channels say the same words. Each network has its own manner: a line of its own reads better.',
  banned_word: 'The brand does not say "{word}".',
  hard_to_read:
    'This reads {level}, and the brand wants {most} at most: {wordsPerSentence} words in a sentence.',
  many_emoji: '{count} emoji; the brand uses {most} at most.',
  many_hashtags: '{count} hashtags; the brand uses {most} at most.',
  many_exclamations: '{count} exclamation marks; the brand uses {most} at most.',
  cadence: '{channel} would have {count} posts in this week; the plan is {planned}.',
  spacing: 'On {channel} another post is {minutes} minutes away; the plan wants {least}.',
  free_day: 'Nothing is to be published on {channel} that day: {day}.',
}

export function sentenceOf(code: AdviceCode, facts: Advice['facts']): string {
  const said = sentences[code].replace(/\{(\w+)\}/g, (_, key: string) =>
    String(facts[key] ?? '').replaceAll('_', ' '),
  )
  return code === 'banned_word' && facts.instead ? `${said} Say "${facts.instead}".` : said
}
