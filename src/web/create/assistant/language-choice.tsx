import { useState } from 'react'
import { useLocale } from 'use-intl'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

const known = ['en', 'lv', 'ru', 'th', 'vi'] as const
const other = 'other'

/** Into which language: one of the house’s, or any that somebody names. */
export function LanguageChoice({ value, onChange }: { value: string; onChange: (language: string) => void }) {
  const t = useWords('assistant')
  const locale = useLocale()
  const [isOther, setOther] = useState(!known.some((one) => one === value))
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  return (
    <>
      <Field label={t('language')}>
        <Select
          value={isOther ? other : value}
          onChange={(next) => {
            setOther(next === other)
            onChange(next === other ? '' : next)
          }}
          choices={[
            ...known.map((one) => ({ value: one as string, label: names.of(one) ?? one })),
            { value: other, label: t('otherLanguage') },
          ]}
        />
      </Field>
      {isOther && (
        <Field label={t('whichLanguage')}>
          <Input value={value} maxLength={60} onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </>
  )
}
