import { useTranslations } from 'use-intl'
import { useLanguage, useNamespaceLater } from '../kit/language.ts'
import { useWords } from '../kit/words.ts'
import { failureSpace } from '../messages/gather.ts'

type Lookup = { (key: string): string; has(key: string): boolean }

/** Codes of servers that mean the same as one of ours. Words stand under `failures.codes` or with the networks. */
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

/** While an account is joined, nothing is signed in yet: some codes mean another thing there, or ask for another step. */
const whileJoining: Record<string, string> = {
  invalid_client: 'app_refused',
  invalid_grant: 'code_refused',
  not_authorised: 'join_not_authorised',
  forbidden: 'join_forbidden',
  not_permitted: 'join_forbidden',
  not_taken: 'join_not_taken',
}

export const joiningNameOf = (code: string): string =>
  whileJoining[code] ?? whileJoining[nameOfCode(code)] ?? nameOfCode(code)

/**
 * Why an account was not joined. In English it is what the server says, who knows most of it; in other languages the words of the
 * code, and that below.
 */
export function useJoiningWords(): (failure: Failure, network?: string) => FailureWords {
  const say = useFailureWords()
  const { language } = useLanguage()
  return ({ code, words }, network) => {
    const name = joiningNameOf(code ?? '')
    // What the server says there may be meant for an account that is joined already.
    if (language === 'en' && words && !name.startsWith('join_')) return { title: words, detail: null }
    return say({ code: name, words }, network)
  }
}

/**
 * What went wrong, in the person's language by its code, and the sentence of the server or network, which is in English
 * but knows more. What all networks have in common is said in common words; those of one network are fetched for a code that
 * it alone has. A code without words has the sentence alone. To be asked while rendering.
 */
export function useFailureWords(): (failure: Failure, network?: string) => FailureWords {
  const common = useWords('failures') as unknown as Lookup
  const all = useTranslations() as unknown as Lookup
  const fetchSpace = useNamespaceLater()
  return ({ code, words }, network) => {
    const name = nameOfCode(code ?? '')
    if (!/^\w+$/.test(name)) return { title: words ?? code ?? '', detail: null }
    if (common.has(`codes.${name}`)) return { title: common(`codes.${name}`), detail: words }
    for (const space of [...(network ? [failureSpace(network)] : []), 'networkFailures']) {
      fetchSpace(space)
      if (all.has(`${space}.${name}`)) return { title: all(`${space}.${name}`), detail: words }
    }
    return { title: words ?? code ?? '', detail: null }
  }
}
