import { useQueryClient } from '@tanstack/react-query'
import { Language, Me } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { askMe } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Field } from '../../kit/field.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { chooseTheme, useTheme } from '../../kit/theme.ts'
import { useWords } from '../../kit/words.ts'
import { languages } from '../../messages/languages.ts'

const names = Object.entries(languages).map(([value, label]) => ({ value, label }))

/** Language goes with the account, the theme stays on this machine; both hold at once. */
export function LookCard() {
  const t = useWords('people')
  const shell = useWords('shell')
  const theme = useTheme()
  const client = useQueryClient()
  const { language, choose } = useLanguage()
  const keep = useWrite(
    (spoken: Language) => api.patch('/me', { body: { language: spoken }, schema: Me, workspace: null }),
    {
      onSuccess: (me) => client.setQueryData(askMe().queryKey, me),
    },
  )
  const speak = (next: string) => {
    void choose(next)
    const known = Language.safeParse(next)
    if (known.success) keep.mutate(known.data)
  }
  const themes = (['system', 'light', 'dark'] as const).map((value) => ({
    value,
    label: shell(`themeNames.${value}`),
  }))
  return (
    <Card title={t('account.look')}>
      <div className="flex flex-col gap-4">
        <Field label={shell('account.language')} className="max-w-xs">
          <Select value={language} onChange={speak} choices={names} />
        </Field>
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">{shell('account.theme')}</span>
          <Tabs
            look="box"
            label={shell('account.theme')}
            value={theme}
            onChange={chooseTheme}
            tabs={themes}
          />
        </div>
      </div>
    </Card>
  )
}
