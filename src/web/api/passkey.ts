import { MadeBody, Passkey, PasskeyOptions, SignedBody } from '../../modules/people/passkeys/contract.ts'
import type { ConfirmBody } from '../../modules/people/second-step/contract.ts'
import type { Me } from '../../modules/people/sign-in/contract.ts'
import { Me as MeSchema } from '../../modules/people/sign-in/contract.ts'
import { api } from './client.ts'

/** Fetched when the door or the account is seen, and by no other page. */
const library = () => import('@simplewebauthn/browser')

type Options = Awaited<ReturnType<typeof askOptions>>
type Named = PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON

const askOptions = (path: string, body: object) =>
  api.post(path, { body, schema: PasskeyOptions, workspace: null })

const asJson = (options: Options) => options as unknown as Named

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => typeof window.PublicKeyCredential === 'function'

const askToSign = () => askOptions('/sign-in/passkey/options', {})

/** Lets the device sign, and whoever holds it in. */
export const signInWithPasskey = async (): Promise<Me> => signIn(await askToSign(), false)

/**
 * The same, waiting until they choose a passkey at the mail address. Null when there is nothing to sign: nobody has asked
 * for it, so nobody is told.
 */
export async function signInByAutofill(): Promise<Me | null> {
  const options = await askToSign().catch(() => null)
  return options && signIn(options, true)
}

async function signIn(options: Options, useBrowserAutofill: boolean): Promise<Me> {
  const { startAuthentication } = await library()
  const signed = await startAuthentication({ optionsJSON: asJson(options) as never, useBrowserAutofill })
  const body = SignedBody.parse(signed)
  return api.post('/sign-in/passkey', { body, schema: MeSchema, workspace: null })
}

/** Whether the browser offers passkeys where a mail address is typed. */
export const fillsPasskeys = async (): Promise<boolean> =>
  knowsPasskeys() && (await library()).browserSupportsWebAuthnAutofill()

/** Nobody waits any more for what the mail address was to be filled with. */
export const stopAutofill = async (): Promise<void> => (await library()).WebAuthnAbortService.cancelCeremony()

export async function makePasskey(proof: ConfirmBody): Promise<Passkey> {
  const options = await askOptions('/me/passkeys/options', proof)
  const { startRegistration } = await library()
  const made = await startRegistration({ optionsJSON: asJson(options) as never })
  return api.post('/me/passkeys', { body: MadeBody.parse(made), schema: Passkey, workspace: null })
}

/** What the browser or the device said no with; null for what is no word of theirs. */
export function refusalOf(error: unknown): 'cancelled' | 'wrongAddress' | 'has' | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return 'cancelled'
  if (error.name === 'SecurityError') return 'wrongAddress'
  return error.name === 'InvalidStateError' ? 'has' : null
}
