import { useState } from 'react'
import { CopyButton } from '../kit/copy.tsx'
import { Card } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useWords } from '../kit/words.ts'
import { Code } from './code.tsx'
import node from './samples/verify.mjs?raw'
import python from './samples/verify.py?raw'

/** The very files that the tests run against our own signature. */
const samples = { node, python }
type Language = keyof typeof samples

/** How the receiving end proves that a call comes from here. */
export function VerifyCard() {
  const t = useWords('hooks')
  const [language, setLanguage] = useState<Language>('node')
  return (
    <Card title={t('verify.title')} help={t('verify.help')}>
      <ol className="mt-1 mb-4 flex list-decimal flex-col gap-1.5 pl-5 marker:text-faint">
        {(['raw', 'sign', 'compare', 'fresh', 'once'] as const).map((step) => (
          <li key={step}>
            {t.rich(`verify.${step}`, { code: (words) => <code className="text-sm">{words}</code> })}
          </li>
        ))}
      </ol>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <Tabs
          look="box"
          label={t('verify.language')}
          value={language}
          onChange={setLanguage}
          tabs={[
            { value: 'node', label: 'Node.js' },
            { value: 'python', label: 'Python' },
          ]}
        />
        <CopyButton size="small" text={samples[language]} />
      </div>
      <Code label={t('verify.language')}>{samples[language]}</Code>
    </Card>
  )
}
