import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type AbstractIntlMessages, IntlProvider } from 'use-intl'
import { LanguageContext } from '../kit/language.ts'
import { ownZone } from '../kit/zone.ts'
import {
  isLanguage,
  keepLanguage,
  type Language,
  preferredLanguage,
  regional,
} from '../messages/languages.ts'
import { loadMessages } from '../messages/load.ts'

type Spoken = { language: Language; messages: AbstractIntlMessages }

export async function loadFirst(): Promise<Spoken> {
  const language = preferredLanguage()
  return { language, messages: await loadMessages(language) }
}

const tellMissing = (error: Error): void => {
  if (import.meta.env.DEV) console.error(error)
}

/** A text that is missing shows its own name rather than nothing. */
const nameOf = ({ namespace, key }: { namespace?: string; key: string }): string =>
  namespace ? `${namespace}.${key}` : key

export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken.language])
  const choose = useCallback(async (language: string) => {
    if (!isLanguage(language)) return
    const messages = await loadMessages(language)
    keepLanguage(language)
    setSpoken({ language, messages })
  }, [])
  const choice = useMemo(() => ({ language: spoken.language, choose }), [spoken.language, choose])
  return (
    <LanguageContext value={choice}>
      <IntlProvider
        locale={regional(spoken.language)}
        messages={spoken.messages}
        timeZone={ownZone()}
        onError={tellMissing}
        getMessageFallback={nameOf}
      >
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}
