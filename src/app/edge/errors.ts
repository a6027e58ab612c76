import { defineErrors } from '../../platform/errors.ts'

export const edgeError = defineErrors('edge', {
  not_signed_in: [
    'unauthorised',
    'Nobody is signed in. Sign in, or send an API key as Authorization: Bearer crl_….',
  ],
  session_over: ['unauthorised', 'The session is over or was ended elsewhere. Sign in again.'],
  bad_key: [
    'unauthorised',
    'This API key is unknown, revoked or expired. Make a new one under Settings, API keys.',
  ],
  person_only: ['forbidden', 'Only a signed-in person can do this; an API key cannot.'],
  key_only: [
    'forbidden',
    'Agents come with a token or an API key. Connect the program, or make a key under Settings, API keys, and send it as Authorization: Bearer crl_….',
  ],
  agents_only: [
    'unauthorised',
    'This token was given for /mcp and opens nothing else. Make an API key under Settings, API keys, for a program that speaks to the API itself.',
  ],
  no_tool: ['missing', 'There is no tool {tool} for this key. List the tools to see what it may do.'],
  no_workspace: [
    'invalid',
    'It is not said in which workspace. Send its id in the header Carillon-Workspace, or as the query parameter workspace.',
  ],
  workspace_missing: ['missing', 'There is no such workspace, or you have no part in it.'],
  not_allowed: ['forbidden', 'Your role here is {role}, which may not do this. Ask an owner or a manager.'],
  outside_scope: [
    'forbidden',
    'This API key was not given the right {right}. Use another key, or make one that has it.',
  ],
  being_deleted: [
    'conflict',
    'This workspace is being deleted and will be gone on {until}. Until then nothing in it changes; an owner can keep it under Settings, Workspace.',
  ],
  second_step_needed: [
    'forbidden',
    'This workspace asks a second step of everybody. Turn yours on under My account; it is open again at once.',
  ],
  maker_unguarded: [
    'forbidden',
    'This workspace asks a second step of everybody, and whoever made this key has none. It rests until they turn theirs on.',
  ],
  cross_site: ['forbidden', 'This request came from another site and was not carried out.'],
  csrf_missing: ['forbidden', 'A change by a signed-in person needs the header Carillon-Csrf: 1.'],
  missing: ['missing', 'There is no such thing here.'],
  wrong_fields: ['invalid', 'Some fields are not right; each says what to do.'],
  too_fast: ['too_many', 'Too many requests. Wait {retryAfter} seconds and go on more slowly.'],
  key_too_long: ['invalid', 'An Idempotency-Key has 1 to 200 characters.'],
  key_reused: [
    'conflict',
    'This Idempotency-Key was already used for another request. Use a new key for a new request.',
  ],
  in_flight: [
    'conflict',
    'The first request with this Idempotency-Key is still under way. Ask again in a moment.',
  ],
  cut_off: [
    'conflict',
    'The first request with this Idempotency-Key was cut off, and nobody knows whether it was carried out. Look whether it was, and if not send it with a new key.',
  ],
  no_events: ['unavailable', 'Changes cannot be followed at the moment. Try again in a few seconds.'],
})
