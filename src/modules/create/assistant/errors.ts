import { defineErrors } from '../../../platform/errors.ts'

export const assistantError = defineErrors('assistant', {
  off: [
    'unavailable',
    'The assistant is off in this workspace. An owner or a manager can turn it on in the settings.',
  ],
  not_yours: [
    'forbidden',
    'In this workspace the assistant is not for your role. Ask an owner or a manager.',
  ],
  changed: [
    'conflict',
    'Somebody saved these settings since you read them. Look at theirs, then save again.',
  ],
  key_again: [
    'invalid',
    'The address leads to another server now. Type the key for it again, so that the old key is not sent there.',
  ],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  no_channel: ['invalid', 'There is no such channel in this workspace. Leave it out.'],
  no_limit: ['invalid', 'None of these channels has a limit. Say how long it may be.'],
  blind: [
    'invalid',
    'This model cannot be shown pictures. An owner or a manager can name one that can in the settings.',
  ],
  too_often: ['too_many', 'You have asked {most} times within a minute. Wait {retryAfter} seconds.'],
  busy: ['too_many', 'You have {most} questions under way. Wait for one of them, or cancel it.'],
  used_up: [
    'conflict',
    'This month’s ceiling is {ceiling} {currency}, and {spent} of it is spent or set aside. An owner or a manager can raise it in the settings.',
  ],
  key_refused: ['unavailable', '{host} does not take the key. An owner or a manager can type it again.'],
  not_there: [
    'unavailable',
    '{host} knows neither this address nor the model {model}. An owner or a manager can look in the settings.',
  ],
  limited: [
    'unavailable',
    '{host} takes no more questions at the moment. Try again in {retryAfter} seconds.',
  ],
  unpaid: ['unavailable', '{host} says that the account has no money left.'],
  refused: ['unavailable', '{host} does not take the question: {words}'],
  down: ['unavailable', '{host} is in trouble (it answers {status}). Try again later.'],
  away: ['unavailable', '{words}'],
  slow: ['unavailable', '{host} did not answer in time. Try again, or with a shorter text.'],
  garbled: [
    'unavailable',
    '{host} answers otherwise than an OpenAI-compatible server does. Look at the address in the settings.',
  ],
  cut_off: ['unavailable', '{host} broke off in the middle. What had come by then is kept.'],
  empty: ['unavailable', '{host} answered with nothing. Try again, or with other words.'],
  cancelled: ['unavailable', 'It was cancelled. What had come by then is kept.'],
})
