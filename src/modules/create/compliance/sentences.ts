import type { Finding, FindingCode } from './contract.ts'

/** One sentence for each thing, for programs; the screen has them in five languages under the same codes. */
const sentences: Record<FindingCode, string> = {
  missing: 'Readers are not told who pays: a label is missing.',
  unclear: '"{word}" does not tell readers that somebody pays. Put a clear label there.',
  late: 'The label stands at {at}, and the network folds the text at {fold}. Put it first.',
  first: 'The label comes too late: it belongs at the beginning.',
  buried: 'The label "{word}" hides among other hashtags. Put it first.',
  elsewhere: 'The label does not stand where it is read ({where}). Put it at the beginning of the post.',
  other_language: 'The label "{word}" is in another language than the post.',
  film: 'The film itself does not say yet who pays. Say it there too, and tick that it is done.',
  sponsor_missing: 'The post does not say who pays.',
  number_missing: 'The tax number of the advertiser is missing, or a link to who it is.',
  erid_missing: 'The erid is missing. An operator of advertising data gives it before publication.',
  erid_shape: 'The erid "{erid}" is shorter than those that are known.',
  erid_after: 'The erid is of {day}, after the day of publication.',
  erid_link: 'The erid stands neither in the text nor in each link.',
  barred_network: 'Advertising on {network} is forbidden for people in Russia.',
  ask_connection: 'It looks as if somebody pays for this ("{word}"). Say who, or that nobody does.',
  ask_own_brand: 'It is disputed whether this is advertising. Decide with your lawyer.',
  claim: '"{word}" wants proof. Attach it, or say it otherwise.',
  contest_mechanic: '"{word}": {network} does not let anybody ask for that in a contest.',
  contest_words: 'A contest on {network} says that the network has no part in it.',
  contest_tag: 'The post does not say that it is part of a contest.',
  goods: '"{word}": this is not promoted for pay here.',
  banned_word: 'Words that the brand does not say: {word}. Say it otherwise.',
  machine_made:
    'A machine wrote words of this post. If it informs people about matters of public interest, say so, unless a person has looked it over and answers for it.',
}

export const sentenceOf = ({ code, facts }: Pick<Finding, 'code' | 'facts'>): string =>
  sentences[code].replace(/\{(\w+)\}/g, (_, key: string) => String(facts[key] ?? ''))
