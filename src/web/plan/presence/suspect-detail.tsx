import type { KeyboardEvent } from 'react'
import { type SuspectDetail as Detail, SuspectVerdict } from '../../../modules/plan/presence/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { CompareCard } from './compare-card.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { History } from './history.tsx'
import { ReportCard } from './report-card.tsx'
import { SignalsCard } from './signals-card.tsx'
import { useJudgeSuspect, useSuspect } from './use-presence.ts'
import { VerdictButtons } from './verdict-buttons.tsx'

type Props = { id: string; onStep: (by: number) => void }

export function SuspectDetail({ id, onStep }: Props) {
  const words = useProblemWords()
  const suspect = useSuspect(id)
  if (suspect.isPending) return <SkeletonRows rows={5} />
  if (suspect.error) return <ErrorState words={words(suspect.error)} onRetry={() => void suspect.refetch()} />
  return <Known suspect={suspect.data} onStep={onStep} />
}

/** Where somebody writes, letters are letters. */
const writes = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, select') !== null

function Known({ suspect, onStep }: { suspect: Detail; onStep: Props['onStep'] }) {
  const t = useWords('presence')
  const may = useMay()
  const { day } = useFormats()
  const judge = useJudgeSuspect(suspect)
  const mayJudge = may('strategy.manage')
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return
    const verdict = SuspectVerdict.options[Number(event.key) - 1]
    if (verdict && mayJudge && !judge.isPending) judge.mutate({ verdict, reason: '' })
    else if (event.key === 'j') onStep(1)
    else if (event.key === 'k') onStep(-1)
    else return
    event.preventDefault()
  }
  return (
    // Letters count only while the focus is in here, so that nobody decides by chance (WCAG 2.1.4).
    <section
      aria-label={suspect.name}
      tabIndex={-1}
      onKeyDown={listen}
      className="flex flex-col gap-4 outline-none"
    >
      {suspect.goneAt && <Alert tone="info">{t('gone', { when: day(suspect.goneAt) })}</Alert>}
      {mayJudge && (
        <Card title={t('verdict')} help={t('keysHelp')}>
          <VerdictButtons
            label={`${t('verdict')}: ${suspect.name}`}
            verdicts={SuspectVerdict.options}
            held={suspect.verdict}
            busy={judge.isPending}
            onJudge={(verdict, reason, done) => judge.mutate({ verdict, reason }, { onSuccess: done })}
          />
        </Card>
      )}
      <CompareCard suspect={suspect} />
      <SignalsCard suspect={suspect} />
      <EvidenceCard suspect={suspect} />
      <ReportCard key={suspect.version} suspect={suspect} />
      <Card title={t('history')}>
        <History items={suspect.history} />
      </Card>
    </section>
  )
}
