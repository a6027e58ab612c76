import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type RawIssue = z.core.$ZodRawIssue

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
  null: 'null',
}

const formats: Record<string, string> = {
  email: 'This is not an e-mail address. It looks like name@example.com.',
  url: 'This is not an address of the web. It begins with https:// or http://.',
  uuid: 'This is not an id.',
  guid: 'This is not an id.',
  datetime: 'This is not an instant. Write it as 2030-01-31T09:00:00Z.',
  date: 'This is not a date. Write it as 2030-01-31.',
  time: 'This is not a time of day. Write it as 09:00.',
}

/** What a person is told about one field where the schema has no words of its own. */
export function sentenceOf(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is required.'
        : `This should be ${kinds[issue.expected] ?? issue.expected}.`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return formats[issue.format] ?? 'This does not have the form that is needed here.'
    case 'invalid_value':
      return `This should be ${issue.values.length === 1 ? '' : 'one of: '}${issue.values.map(String).join(', ')}.`
    case 'not_multiple_of':
      return `This should be a multiple of ${issue.divisor}.`
    case 'unrecognized_keys':
      return 'There is no such field here. Leave it out.'
    case 'invalid_union':
      return 'This fits none of the forms that are allowed here.'
    default:
      return 'This is not right here.'
  }
}

function tooSmall(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  const least = String(issue.minimum)
  if (issue.origin === 'string')
    return least === '1' ? 'This may not be empty.' : `Write at least ${least} characters.`
  if (issue.origin === 'array' || issue.origin === 'set') return `Give at least ${least}.`
  return `This should be ${issue.inclusive ? 'at least' : 'more than'} ${least}.`
}

function tooBig(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  const most = String(issue.maximum)
  if (issue.origin === 'string') return `Write at most ${most} characters.`
  if (issue.origin === 'array' || issue.origin === 'set') return `Give at most ${most}.`
  return `This should be ${issue.inclusive ? 'at most' : 'less than'} ${most}.`
}

/** Stable and public, so that the screen has words for it in every language. A schema may name its own with `params: { code }`. */
export function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message === 'This is required.' ? 'required' : 'wrong_type'
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : 'too_small'
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big'
    case 'invalid_format':
      return `not_${issue.format}`
    case 'invalid_value':
      return 'not_allowed'
    case 'unrecognized_keys':
      return 'unknown_field'
    case 'custom':
      return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid'
    default:
      return 'invalid'
  }
}
