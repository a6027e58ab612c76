import { useQuery } from '@tanstack/react-query'
import { ExternalLink, Play } from 'lucide-react'
import { useState } from 'react'
import { type Contest, ContestSetting } from '../../../modules/create/contests/contract.ts'
import { path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useFieldWords, useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Overtaken } from '../../kit/overtaken.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { SaveFoot } from '../../plan/content-plan/draft-bars.tsx'
import { useWhole } from '../../plan/content-plan/use-whole.ts'
import { Digest } from './digest.tsx'
import { FactsFields } from './facts-fields.tsx'
import { FormCard, TimeCard } from './plain-cards.tsx'
import { PostsCard } from './posts-card.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RulesCard } from './rules-card.tsx'
import { RulesForm } from './rules-form.tsx'
import { askSetting, useStep } from './use-contest.ts'

/** Before it opens everything can be set; afterwards the rules alone, in public. */
export function SettingView({ contest }: { contest: Contest }) {
  const words = useProblemWords()
  const may = useMay()
  const setting = useQuery(askSetting(contest.id))
  if (contest.stage !== 'draft' || !may('plan.manage')) return <Opened contest={contest} />
  if (setting.isPending) return <SkeletonRows rows={5} />
  if (setting.isError)
    return <ErrorState words={words(setting.error)} onRetry={() => void setting.refetch()} />
  return <Draft contest={contest} saved={setting.data} />
}

function Draft({ contest, saved }: { contest: Contest; saved: ContestSetting }) {
  const t = useWords('contests')
  const fieldWords = useFieldWords()
  const { now, change, faults, ...desk } = useWhole({
    saved,
    what: `contest-${contest.id}`,
    body: ContestSetting,
    answer: ContestSetting,
    path: path`/contests/${contest.id}/setting`,
    queryKey: askSetting(contest.id).queryKey,
    changed: 'contest.changed_since',
  })
  const faultAt = (at: string) => (faults[at] ? fieldWords(faults[at]) : undefined)
  return (
    <>
      <Overtaken by={{ ...desk, takeTheirs: desk.discard }} />
      <TimeCard setting={now} onChange={change} faultAt={faultAt} />
      <Card title={t('facts.title')} help={t('facts.help')}>
        <FactsFields facts={now.facts} onChange={(facts) => change({ facts })} faultAt={faultAt} />
      </Card>
      <PostsCard contest={contest} />
      <FormCard setting={now} onChange={change} faultAt={faultAt} />
      <RulesCard contest={contest} />
      <OpenCard contest={contest} dirty={desk.dirty} />
      <SaveFoot desk={desk} />
    </>
  )
}

/** What is missing stands here by name, with who asks for it. */
function OpenCard({ contest, dirty }: { contest: Contest; dirty: boolean }) {
  const t = useWords('contests')
  const open = useStep<{ version: number }>(contest.id, 'open', () => toast(t('opened')))
  return (
    <Card title={t('open.title')} help={t('open.help')}>
      <div className="flex flex-col items-start gap-3">
        {contest.missing.length > 0 && (
          <Alert tone="warn" title={t('open.missing')} className="w-full">
            <ul className="mt-1 flex list-disc flex-col gap-1 pl-5">
              {contest.missing.map(({ fact, packs, source }) => (
                <li key={fact}>
                  {t(`missing.${fact}`)} <span className="text-sm">({packs.join(', ')}</span>
                  {/^https?:/.test(source.url) && (
                    <a className="ml-1 text-sm underline" href={source.url} target="_blank" rel="noreferrer">
                      {t('source')}
                    </a>
                  )}
                  <span className="text-sm">)</span>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {dirty && <p className="text-sm text-muted">{t('open.saveFirst')}</p>}
        <Button
          look="primary"
          icon={Play}
          busy={open.isPending}
          disabled={contest.missing.length > 0 || dirty}
          onClick={() => open.mutate({ version: contest.version })}
        >
          {t('open.verb')}
        </Button>
      </div>
    </Card>
  )
}

function Opened({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const may = useMay()
  const [form, setForm] = useState<'rules' | 'cancel' | null>(null)
  const close = () => setForm(null)
  const cancel = useStep<{ version: number; reason: string }>(contest.id, 'cancel', close)
  const manages = may('plan.manage')
  const cancels = manages && (contest.stage === 'open' || contest.stage === 'frozen')
  return (
    <>
      {contest.stage !== 'draft' && (
        <Card title={t('page.title')} help={t('page.help')}>
          <div className="flex flex-col gap-3">
            <Digest label={t('page.address')} value={contest.url} />
            <Button asChild icon={ExternalLink} className="self-start">
              <a href={contest.url} target="_blank" rel="noreferrer">
                {t('page.look')}
              </a>
            </Button>
          </div>
        </Card>
      )}
      <PostsCard contest={contest} />
      <RulesCard contest={contest} />
      {cancels && (
        <div className="flex flex-wrap gap-2">
          {contest.stage === 'open' && <Button onClick={() => setForm('rules')}>{t('changeRules')}</Button>}
          <Button look="danger" onClick={() => setForm('cancel')}>
            {t('cancel.verb')}
          </Button>
        </div>
      )}
      {form === 'rules' && <RulesForm contest={contest} onClose={close} />}
      {form === 'cancel' && (
        <ReasonDialog
          title={t('cancel.title')}
          help={t('cancel.help')}
          verb={t('cancel.verb')}
          danger
          busy={cancel.isPending}
          onClose={close}
          onReason={(reason) => cancel.mutate({ version: contest.version, reason })}
        />
      )}
    </>
  )
}
