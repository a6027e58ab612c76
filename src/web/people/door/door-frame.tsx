import { Languages, SunMoon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../kit/language.ts'
import { Select } from '../../kit/select.tsx'
import { chooseTheme, type Theme, useTheme } from '../../kit/theme.ts'
import { useWords } from '../../kit/words.ts'
import { languages } from '../../messages/languages.ts'
import { Belfry } from './belfry.tsx'

const names = Object.entries(languages).map(([value, label]) => ({ value, label }))

/** A form on one side, the house on the other; language and theme can be chosen before anybody is known. */
export function DoorFrame({ children }: { children: ReactNode }) {
  const t = useWords('people')
  const shell = useWords('shell')
  const { language, choose } = useLanguage()
  const theme = useTheme()
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(28rem,1fr)_1.1fr]">
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <div className="flex items-center gap-2.5">
          <img src="/icon.svg" alt="" className="size-8" />
          <span className="text-lg font-semibold">Carillon</span>
        </div>
        <div className="flex flex-1 items-center justify-center py-10">
          <div className="w-full max-w-sm">{children}</div>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="flex items-center gap-1">
            <Languages aria-hidden className="size-4 text-faint" />
            <Select
              bare
              label={shell('account.language')}
              value={language}
              onChange={(next) => void choose(next)}
              choices={names}
            />
          </span>
          <span className="flex items-center gap-1">
            <SunMoon aria-hidden className="size-4 text-faint" />
            <Select<Theme>
              bare
              label={shell('account.theme')}
              value={theme}
              onChange={chooseTheme}
              choices={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: shell(`themeNames.${value}`),
              }))}
            />
          </span>
        </div>
      </main>
      <aside className="relative flex flex-col justify-end overflow-hidden bg-[#10282c] p-12 text-white max-lg:hidden">
        <Belfry />
        <p className="relative max-w-lg text-3xl font-semibold text-balance">{t('door.line')}</p>
        <p className="relative mt-3 max-w-md text-lg text-[#a9cbc6]">{t('door.lineMore')}</p>
      </aside>
    </div>
  )
}
