import { type ReactNode, useState } from 'react'
import { useLocale } from 'use-intl'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import type { BuiltIn, Proposal, TemplateContent } from '../../../modules/plan/plan-templates/contract.ts'
import { useChannels, useNetworks } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { sayTime } from '../../kit/clock.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWeekday } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { CategoryMark, categories } from './category-mark.tsx'
import { useSayDays } from './dates-card.tsx'
import type { PlanDesk } from './use-draft.ts'
import { useProposal, useTemplate } from './use-templates.ts'

type Props<T> = { template: T; desk: PlanDesk; onBack: () => void; onClose: () => void }
type Whole = Pick<BuiltIn, 'name' | 'about' | 'content'>

/** One's own is read whole first. */
export function TemplateBeginOwn({ template, ...rest }: Props<{ id: string; name: string; about: string }>) {
  const words = useProblemWords()
  const asked = useTemplate(template.id)
  if (asked.data) return <TemplateBegin template={asked.data} {...rest} />
  return (
    <Dialog open wide onClose={rest.onClose} title={template.name} help={template.about}>
      {asked.error ? (
        <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Dialog>
  )
}

const none = 'none'

/** What the template brings, and which channel takes which rhythm of it. It fills the form and saves nothing. */
export function TemplateBegin({ template, desk, onBack, onClose }: Props<Whole>) {
  const t = useWords('plan')
  const words = useProblemWords()
  const { name, about, content } = template
  const [channels, setChannels] = useState<Proposal['channels'] | undefined>()
  const asked = useProposal({ content, channels })
  const fill = ({ plan: { version: _, ...plan } }: Proposal) => {
    const before = desk.plan
    desk.change(plan)
    toast(t('templates.filled', { name }), { undo: () => desk.change(before) })
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={name}
      help={about}
      actions={
        <>
          <Button onClick={onBack}>{t('templates.back')}</Button>
          <Button
            look="primary"
            disabled={!asked.data || asked.isPlaceholderData}
            onClick={() => asked.data && fill(asked.data)}
          >
            {t('templates.fill')}
          </Button>
        </>
      }
    >
      {asked.isPending && <SkeletonRows rows={5} />}
      {asked.error && <ErrorState small words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data && (
        <div className="flex flex-col gap-5">
          <p className="text-sm text-muted">{t('templates.replaces')}</p>
          <Channels
            content={content}
            taken={channels ?? asked.data.channels}
            onChange={(channelId, line) =>
              setChannels(
                (channels ?? asked.data.channels).map((one) =>
                  one.channelId === channelId ? { channelId, line } : one,
                ),
              )
            }
          />
          {asked.data.homeless.length > 0 && (
            <Alert tone="info">{t('templates.homeless', { names: asked.data.homeless.join(', ') })}</Alert>
          )}
          <Brings plan={asked.data.plan} content={content} />
        </div>
      )}
    </Dialog>
  )
}

type ChannelsProps = {
  content: TemplateContent
  taken: Proposal['channels']
  onChange: (channelId: string, line: number | null) => void
}

function Channels({ content, taken, onChange }: ChannelsProps) {
  const t = useWords('plan')
  const channels = useChannels()
  const networks = useNetworks()
  const lineOf = ({ network, perWeek }: TemplateContent['lines'][number]): string =>
    t('templates.line', {
      network: network === null ? t('templates.anyNetwork') : (networks.get(network)?.name ?? network),
      count: perWeek,
    })
  return (
    <Part title={t('templates.channels')}>
      {taken.length === 0 && <p className="text-muted">{t('templates.noChannels')}</p>}
      <ul className="flex flex-col gap-2">
        {taken.map(({ channelId, line }) => {
          const channel = channels?.get(channelId)
          return (
            <li key={channelId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span className="flex min-w-0 items-center gap-2">
                {channel && <NetworkMark network={channel.face} size="small" />}
                <span className="min-w-0 break-words">{channel?.name}</span>
              </span>
              <Select
                label={t('templates.lineOf', { channel: channel?.name ?? '' })}
                value={line === null ? none : String(line)}
                onChange={(value) => onChange(channelId, value === none ? null : Number(value))}
                choices={[
                  ...content.lines.map((one, at) => ({ value: String(at), label: lineOf(one) })),
                  { value: none, label: t('templates.notPlanned') },
                ]}
                className="w-full sm:w-72"
              />
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <h3 className="mb-1.5 text-base font-semibold">{title}</h3>
    {children}
  </section>
)

function Brings({ plan, content }: { plan: ContentPlan; content: TemplateContent }) {
  const t = useWords('plan')
  const weekday = useWeekday()
  const locale = useLocale()
  const formats = useFormats()
  const sayDays = useSayDays()
  const dates = plan.rules.dates.filter(({ name }) => content.dates.some((date) => date.name === name))
  return (
    <>
      <Part title={t('mix.title')}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {categories.map((category) => (
            <li key={category} className="flex items-center gap-1.5">
              <CategoryMark category={category} />
              {t(`categories.${category}`)}{' '}
              <span className="figures">{formats.percent(content.shares[category] / 100, 0)}</span>
            </li>
          ))}
        </ul>
      </Part>
      {content.pillars.length > 0 && (
        <Part title={t('pillars.title')}>
          <Lines
            items={content.pillars.map(({ name, share, about }) => [
              share > 0 ? `${name} · ${formats.percent(share / 100, 0)}` : name,
              about,
            ])}
          />
        </Part>
      )}
      {content.rubrics.length > 0 && (
        <Part title={t('rubrics.title')}>
          <Lines
            items={content.rubrics.map(({ name, weekday: day, time, everyWeeks, hint }) => [
              [
                name,
                `${weekday(day)}, ${sayTime(time, locale)}`,
                everyWeeks > 1 && t('rubrics.every', { count: everyWeeks }),
              ]
                .filter(Boolean)
                .join(' · '),
              hint,
            ])}
          />
        </Part>
      )}
      {dates.length > 0 && (
        <Part title={t('dates.title')}>
          <Lines
            items={dates.map((date) => [
              `${date.name} · ${sayDays(date)}`,
              t(date.free ? 'dates.isFree' : 'dates.isOccasion'),
            ])}
          />
        </Part>
      )}
    </>
  )
}

const Lines = ({ items }: { items: readonly (readonly [title: string, words: string])[] }) => (
  <ul className="divide-y divide-line">
    {items.map(([title, words]) => (
      <li key={title} className="py-1.5 first:pt-0">
        <span className="block font-medium break-words">{title}</span>
        {words && <span className="block text-sm break-words text-muted">{words}</span>}
      </li>
    ))}
  </ul>
)
