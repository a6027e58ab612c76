import { Plus, Trash2 } from 'lucide-react'
import {
  type AdviceRule,
  adviceByRule,
  adviceRules,
  type PostRules,
} from '../../../modules/plan/advice/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { useFieldWords, useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox, Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { OvertakenPlan, SaveFoot } from './draft-bars.tsx'
import { countedDays, type RulesDesk, useCounts, useRules, useRulesDraft } from './use-rules.ts'

/** How the brand speaks, as far as it can be checked, of what posts are told, and how often that was left aside. */
export function RulesView() {
  const words = useProblemWords()
  const rules = useRules()
  if (rules.isPending) return <Skeleton className="h-[60dvh]" />
  if (rules.error) return <ErrorState words={words(rules.error)} onRetry={() => void rules.refetch()} />
  return <Room saved={rules.data} />
}

function Room({ saved }: { saved: PostRules }) {
  const t = useWords('advice')
  const plan = useWords('plan')
  const may = useMay()
  const channels = useChannels()
  const desk = useRulesDraft(saved)
  // What holds for all channels is for who may on all of them.
  const everywhere = [...(channels?.values() ?? [])].every(
    ({ state, rights }) => state === 'removed' || rights.includes('plan.manage'),
  )
  const manages = may('plan.manage') && everywhere
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {!manages && <Alert tone="info">{plan('onlyLook')}</Alert>}
      <OvertakenPlan desk={desk} />
      <fieldset disabled={!manages} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{plan('views.rules')}</legend>
        <ToldCard desk={desk} />
        <WordsCard desk={desk} />
        <WritingCard desk={desk} />
      </fieldset>
      {manages && <SaveFoot desk={desk} />}
      <p className="text-sm text-muted">{t('never')}</p>
    </div>
  )
}

/** Each rule can be silenced; beside it stands how far it is kept, so that a rule nobody keeps is changed. */
function ToldCard({ desk }: { desk: RulesDesk }) {
  const t = useWords('advice')
  const counts = useCounts()
  const { silent } = desk.rules
  const set = (rule: AdviceRule, on: boolean) =>
    desk.change({ silent: on ? silent.filter((one) => one !== rule) : [...silent, rule] })
  return (
    <Card title={t('told.title')} help={t('told.help', { days: countedDays })}>
      <ul className="flex flex-col divide-y divide-line">
        {adviceRules.map((rule) => (
          <li key={rule} className="py-3 first:pt-0 last:pb-0">
            <Switch
              label={t(`rules.${rule}.name`)}
              help={t(`rules.${rule}.help`)}
              checked={!silent.includes(rule)}
              onChange={(on) => set(rule, on)}
            />
            {counts.data && <Kept rule={rule} counts={counts.data} />}
          </li>
        ))}
      </ul>
      {counts.data?.posts === 0 && <p className="mt-3 text-sm text-muted">{t('told.none')}</p>}
    </Card>
  )
}

function Kept({
  rule,
  counts,
}: {
  rule: AdviceRule
  counts: NonNullable<ReturnType<typeof useCounts>['data']>
}) {
  const t = useWords('advice')
  const codes: readonly string[] = adviceByRule[rule]
  const found = counts.items.filter(({ code }) => codes.includes(code))
  if (found.length === 0 || counts.posts === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-0.5 text-sm text-muted">
      {found.map(({ code, against, overruled }) => (
        <li key={code}>
          {t('told.count', { what: t(`short.${code}`), against, posts: counts.posts, overruled })}
        </li>
      ))}
    </ul>
  )
}

function WordsCard({ desk }: { desk: RulesDesk }) {
  const t = useWords('advice')
  const fieldWords = useFieldWords()
  const { banned } = desk.rules
  const put = (at: number, change: Partial<(typeof banned)[number]>) =>
    desk.change({ banned: banned.map((one, i) => (i === at ? { ...one, ...change } : one)) })
  const faultOf = (at: number, name: string) => {
    const fault = desk.faults[`banned.${at}.${name}`]
    return fault && fieldWords(fault)
  }
  const all = desk.faults.banned
  return (
    <Card title={t('banned.title')} help={t('banned.help')}>
      {banned.length === 0 && <p className="text-base text-muted">{t('banned.none')}</p>}
      <ul className="flex max-h-[28rem] flex-col gap-3 overflow-y-auto">
        {banned.map(({ word, instead, blocks }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; words are typed into it
          <li key={at} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2 p-0.5">
            <Field label={t('banned.word')} hideLabel={at > 0} error={faultOf(at, 'word')}>
              <Input
                maxLength={80}
                value={word}
                onChange={(event) => put(at, { word: event.target.value })}
              />
            </Field>
            <Field label={t('banned.instead')} hideLabel={at > 0} error={faultOf(at, 'instead')}>
              <Input
                maxLength={120}
                value={instead}
                onChange={(event) => put(at, { instead: event.target.value })}
              />
            </Field>
            <span className={at === 0 ? 'pt-6' : ''}>
              <IconButton
                icon={Trash2}
                label={t('banned.remove', { word: word || t('banned.unnamed') })}
                onClick={() => desk.change({ banned: banned.filter((_, i) => i !== at) })}
              />
            </span>
            <Checkbox
              className="col-span-3"
              label={<BlocksWords word={word} />}
              checked={blocks}
              onChange={(next) => put(at, { blocks: next })}
            />
          </li>
        ))}
      </ul>
      {all && <p className="mt-2 text-sm text-bad">{fieldWords(all)}</p>}
      <Button
        className="mt-3"
        icon={Plus}
        disabled={banned.length >= 300}
        onClick={() => desk.change({ banned: [...banned, { word: '', instead: '', blocks: false }] })}
      >
        {t('banned.add')}
      </Button>
    </Card>
  )
}

/** Heard with its word, since it stands once for each. */
function BlocksWords({ word }: { word: string }) {
  const t = useWords('advice')
  return (
    <>
      <span aria-hidden>{t('banned.blocks')}</span>
      <span className="sr-only">{t('banned.blocksOf', { word: word || t('banned.unnamed') })}</span>
    </>
  )
}

const any = 'any'
const bounds = ['mostEmoji', 'mostHashtags', 'mostExclamations'] as const

function WritingCard({ desk }: { desk: RulesDesk }) {
  const t = useWords('advice')
  const fieldWords = useFieldWords()
  const { reading } = desk.rules
  const levels = ['easy', 'plain', 'hard'] as const
  return (
    <Card title={t('writing.title')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('writing.reading')} help={t('writing.readingHelp')} className="sm:col-span-2">
          <Select
            value={reading ?? any}
            onChange={(value) => desk.change({ reading: levels.find((one) => one === value) ?? null })}
            choices={[
              { value: any, label: t('writing.any') },
              ...levels.map((value) => ({ value, label: t(`levels.${value}`) })),
            ]}
          />
        </Field>
        {bounds.map((name) => {
          const fault = desk.faults[name]
          return (
            <Field key={name} label={t(`writing.${name}`)} optional error={fault && fieldWords(fault)}>
              <Input
                type="number"
                inputMode="numeric"
                min={0}
                max={100}
                value={desk.rules[name] ?? ''}
                onChange={({ target }) =>
                  desk.change({ [name]: target.value === '' ? null : Number(target.value) })
                }
              />
            </Field>
          )
        })}
      </div>
    </Card>
  )
}
