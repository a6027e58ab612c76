import { type FailureKind, NetworkFailure, pauseUntil } from '../kit/failure.ts'

/** What the Bot API answered instead of a result. `description` null: it was not its JSON, so a proxy spoke. */
export type Refusal = {
  status: number
  description: string | null
  /** Seconds, as `parameters.retry_after` tells them. */
  retryAfter: number | null
  /** Whether the request could have sent or changed a message. */
  changes: boolean
  now: Date
}

type Row = { kind: FailureKind | 'uncertain'; code: string; words: string }

const row = (kind: Row['kind'], code: string, words: string): Row => ({ kind, code, words })

const down = row(
  'later',
  'server_down',
  'Telegram is not available at the moment. It is tried again by itself.',
)
const badToken = row(
  'reconnect',
  'not_authorised',
  'Telegram does not know the token of this bot any more. Ask @BotFather for the present one and join the channel again.',
)
const noRight = row(
  'reconnect',
  'forbidden',
  'The bot may not do that in this channel. Make it an administrator who may post, edit and delete messages, and join the channel again.',
)
const notTaken = row('rejected', 'not_taken', 'Telegram does not take this post. Change it and try again.')

/**
 * Beside its status, an answer has nothing but English sentences to tell one trouble from another. Telegram has kept these for
 * years; a sentence that is not known counts by its status alone.
 */
const byWords: readonly (readonly [RegExp, Row])[] = [
  [
    /bad webhook/i,
    row(
      'rejected',
      'hook_not_taken',
      'Telegram can bring nothing to the address of this Carillon. It must be public, with a valid certificate, on port 443, 80, 88 or 8443.',
    ),
  ],
  [
    /chat not found|group chat was deactivated|channel_private/i,
    row(
      'reconnect',
      'no_chat',
      'Telegram does not find this channel for the bot: it was deleted, or the bot was taken out of it. Add the bot again and join the channel again.',
    ),
  ],
  [
    /not enough rights|need administrator rights|chat_write_forbidden|chat_admin_required|bot was kicked|not a member/i,
    noRight,
  ],
  [
    /message (text|caption) is too long|caption is too long|message is too long/i,
    row('rejected', 'text_too_long', 'Telegram says that the text is too long. Shorten it and try again.'),
  ],
  [
    /message is not modified|chat_not_modified/i,
    row('rejected', 'not_modified', 'Telegram says that these words stand there already.'),
  ],
  [
    /message to edit not found|message_id_invalid/i,
    row(
      'rejected',
      'message_gone',
      'Telegram does not find the message any more; somebody may have deleted it in the channel.',
    ),
  ],
  [
    /message can't be (edited|deleted)/i,
    row(
      'rejected',
      'message_closed',
      'Telegram does not let the bot change this message any more. Change it in Telegram.',
    ),
  ],
  [
    /wrong file|photo_invalid|image_process_failed|wrong type|file is too big|photo_ext_invalid/i,
    row(
      'rejected',
      'media_not_taken',
      'Telegram does not take one of the files. Take it out, or replace it by a smaller one.',
    ),
  ],
]

const byStatus: Record<number, Row> = {
  400: notTaken,
  401: badToken,
  403: noRight,
  // A token of the wrong shape is an address that is not there.
  404: badToken,
  413: row('rejected', 'too_large', 'Telegram takes no file as large as this. Make it smaller.'),
  429: row('later', 'limited', 'Telegram asks for a pause. It goes on by itself when the pause is over.'),
  503: down,
}

/** The failure that an answer means. */
export function failureOf(refusal: Refusal): NetworkFailure {
  const { kind: told, code, words } = rowOf(refusal)
  const kind = told !== 'uncertain' ? told : refusal.changes ? 'unknown' : 'later'
  const { status, retryAfter, now } = refusal
  const pause = kind === 'later' && retryAfter !== null
  return new NetworkFailure(kind, words, {
    code,
    status,
    outage: code === down.code,
    scope: code === down.code ? 'server' : 'account',
    ...(pause && { retryAt: pauseUntil(new Date(now.getTime() + retryAfter * 1000), now) }),
  })
}

function rowOf({ status, description, changes }: Refusal): Row {
  // It may say that it is down after it has done what was asked, and nobody can look: a bot reads no message.
  if (status >= 500 && (status !== 503 || changes))
    return row(
      'uncertain',
      'server_error',
      changes
        ? `Telegram failed while it worked on this (${status}), so it may or may not have been done.`
        : `Telegram failed (${status}). It is tried again by itself.`,
    )
  // What does not speak the Bot API's language can end no sign-in.
  if (description === null && status !== 429) return down
  const known = status < 500 ? byWords.find(([words]) => words.test(description ?? '')) : undefined
  return known?.[1] ?? byStatus[status] ?? row('rejected', 'refused', `Telegram refused this (${status}).`)
}
