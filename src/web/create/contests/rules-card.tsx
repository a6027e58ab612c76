import { useState } from 'react'
import type { Contest, RulesLanguage, RulesText } from '../../../modules/create/contests/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { languages } from '../../messages/languages.ts'
import { useRules } from './use-contest.ts'

/** The rules as they are, or would be, published; and which versions there were. */
export function RulesCard({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const formats = useFormats()
  const published = contest.facts.languages
  const [language, setLanguage] = useState<RulesLanguage>(published[0] ?? 'en')
  const shown = published.includes(language) ? language : (published[0] ?? 'en')
  const rules = useRules(contest.id, shown)
  return (
    <Card title={t('rules.title')} help={t('rules.help')}>
      <div className="flex flex-col gap-4">
        <Alert tone="info">{t('rules.noAdvice')}</Alert>
        {published.length > 1 && (
          <Select
            label={t('rules.language')}
            value={shown}
            onChange={setLanguage}
            choices={published.map((one) => ({ value: one, label: languages[one] }))}
          />
        )}
        {rules.isPending && <SkeletonRows rows={4} />}
        {rules.isError && <ErrorState words={words(rules.error)} onRetry={() => void rules.refetch()} />}
        {rules.data && <Text rules={rules.data} language={shown} />}
        {contest.rules.length > 0 && (
          <ul className="flex flex-col gap-1 border-t border-line pt-3 text-sm text-muted">
            {contest.rules.map(({ version, at, reason, by }) => (
              <li key={version} className="figures">
                {t('rules.version', { version, when: formats.moment(at) })}
                {by && ` · ${by}`}
                {reason && ` · ${reason}`}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

export function Text({ rules, language }: { rules: RulesText; language: string }) {
  return (
    <div lang={language} className="flex flex-col gap-3">
      {rules.sections.map(({ heading, lines }) => (
        <section key={heading} className="flex flex-col gap-1">
          <h3 className="font-medium">{heading}</h3>
          {lines.map((line) => (
            <p key={line} className="break-words whitespace-pre-wrap">
              {line}
            </p>
          ))}
        </section>
      ))}
    </div>
  )
}
