import { useTranslations } from 'use-intl'
import { useNamespaceLater } from '../kit/language.ts'
import { useWords } from '../kit/words.ts'

type Lookup = { (key: string): string; has(key: string): boolean }

/** Codes of servers that mean the same as one of ours. Words stand under `failures.codes` or in `networkFailures`. */
const alike: Record<string, string> = {
  RateLimitExceeded: 'limited',
  http_429: 'limited',
  http_503: 'server_down',
  AccountTakedown: 'account_inactive',
  AccountSuspended: 'account_inactive',
  AccountDeactivated: 'account_inactive',
  RepoTakendown: 'account_inactive',
  RepoDeactivated: 'account_inactive',
  ExpiredToken: 'not_authorised',
  InvalidToken: 'not_authorised',
  invalid_grant: 'not_authorised',
  invalid_client: 'not_authorised',
  http_401: 'not_authorised',
  ScopeMissingError: 'forbidden',
  InsufficientScope: 'forbidden',
  insufficient_scope: 'forbidden',
  http_403: 'forbidden',
  http_413: 'too_large',
  BlobTooLarge: 'too_large',
  InvalidRequest: 'not_taken',
  http_400: 'not_taken',
  http_500: 'server_error',
  http_502: 'server_error',
}

/** The name under which the words of a code stand. */
export const nameOfCode = (code: string): string => alike[code] ?? code

type Failure = { code: string | null; words: string | null }
export type FailureWords = { title: string; detail: string | null }

/**
 * What went wrong, in the person's language by its code, and the sentence of the server or network, which is in English
 * but knows more. What all networks have in common is said in common words; those of one network are fetched for a code that
 * it alone has. A code without words has the sentence alone. To be asked while rendering.
 */
export function useFailureWords(): (failure: Failure, network?: string) => FailureWords {
  const common = useWords('failures') as unknown as Lookup
  const own = useTranslations('networkFailures') as unknown as Lookup
  const fetchOwn = useNamespaceLater('networkFailures')
  return ({ code, words }, network) => {
    const name = nameOfCode(code ?? '')
    if (!/^\w+$/.test(name)) return { title: words ?? code ?? '', detail: null }
    if (common.has(`codes.${name}`)) return { title: common(`codes.${name}`), detail: words }
    fetchOwn()
    const place = [`of.${network}.${name}`, `codes.${name}`].find((key) => own.has(key))
    return place ? { title: own(place), detail: words } : { title: words ?? code ?? '', detail: null }
  }
}
