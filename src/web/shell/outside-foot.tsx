import { Languages } from 'lucide-react'
import { useLanguage } from '../kit/language.ts'
import { Select } from '../kit/select.tsx'
import { useWords } from '../kit/words.ts'
import { languages } from '../messages/languages.ts'

/** At the foot of a page for somebody without an account: who keeps it, and in which language it is read. */
export function OutsideFoot() {
  const shell = useWords('shell')
  const { language, choose } = useLanguage()
  return (
    <footer className="mt-auto flex items-center justify-between gap-4 pt-4 text-sm text-muted print:hidden">
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
  )
}
