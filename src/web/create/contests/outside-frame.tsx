import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../kit/language.ts'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { languages } from '../../messages/languages.ts'

/** A page for somebody without an account, in their language. */
export function OutsideFrame({ children }: { children: ReactNode }) {
  const shell = useWords('shell')
  const { language, choose } = useLanguage()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 py-5 md:py-8">
      {children}
      <footer className="mt-auto flex items-center justify-between gap-4 pt-4 text-sm text-muted">
        <span className="flex items-center gap-2">
          <img src="/icon.svg" alt="" className="size-5" />
          Carillon
        </span>
        <span className="flex items-center gap-1">
          <Languages aria-hidden className="size-4 text-faint" />
          <Select
            bare
            label={shell('account.language')}
            value={language}
            onChange={(next) => void choose(next)}
            choices={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          />
        </span>
      </footer>
    </main>
  )
}
