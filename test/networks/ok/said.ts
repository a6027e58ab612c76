/** OK answers 200 to everything; an error is told by its body. */
export type Said = { status: number; body: unknown }

const names: Readonly<Record<number, string>> = {
  3: 'METHOD : Method does not exist',
  10: 'PERMISSION_DENIED : User must grant an access to permission',
  50: 'NOT_ADMIN : User is not an administrator of the group',
  100: 'PARAM : Missing or invalid parameter',
  101: 'PARAM_API_KEY : Application not exist',
  102: 'PARAM_SESSION_EXPIRED : Session expired',
  103: 'PARAM_SESSION_KEY : No session key',
  104: 'PARAM_SIGNATURE : Invalid signature',
  160: 'PARAM_GROUP_ID : Invalid group_id',
  200: 'PARAM_PERMISSION : Application has no permission',
  300: 'NOT_FOUND : Object not found',
  503: 'PHOTO_INVALID_FORMAT : Unknown format',
  600: 'MEDIA_TOPIC_BLOCK_LIMIT : Too many media blocks',
  601: 'MEDIA_TOPIC_TEXT_LIMIT : Text limit reached',
  603: 'MEDIA_TOPIC_POLL_ANSWERS_LIMIT : Too many answers',
  604: 'MEDIA_TOPIC_POLL_ANSWER_TEXT_LIMIT : Answer text limit reached',
  9999: 'SYSTEM : Critical system error',
}

export const ok = (body: unknown): Said => ({ status: 200, body })
export const wrong = (code: number, words = names[code] ?? `error ${code}`): Said =>
  ok({ error_code: code, error_msg: words, error_data: null })
