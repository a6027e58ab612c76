import { useQuery } from '@tanstack/react-query'
import { RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type CalendarLink,
  CalendarLinkList,
  MadeCalendarLink,
  type ShownStage,
  shownStages,
} from '../../../modules/create/calendar-links/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { MoreButton } from './more-button.tsx'

type Whose = 'links' | 'own'
const roots = { links: '/calendar/links', own: '/calendar/feeds' } as const

/** Links for others, and addresses for one's own calendar program. */
export function ShareSheet({ onClose }: { onClose: () => void }) {
  const t = useWords('calendars')
  const mayShare = useMay()('post.publish')
  const [whose, setWhose] = useState<Whose>(mayShare ? 'links' : 'own')
  const [made, setMade] = useState<MadeCalendarLink | null>(null)
  if (made) return <Made made={made} onClose={() => setMade(null)} />
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('share.title')}
      help={t(whose === 'links' ? 'share.linksHelp' : 'share.ownHelp')}
    >
      <div className="flex flex-col gap-5">
        {mayShare && (
          <Tabs
            look="box"
            label={t('share.title')}
            value={whose}
            onChange={setWhose}
            tabs={(['links', 'own'] as const).map((value) => ({ value, label: t(`share.tabs.${value}`) }))}
          />
        )}
        <LinkForm key={whose} whose={whose} onMade={setMade} />
        <Links whose={whose} onTurned={setMade} />
      </div>
    </Sheet>
  )
}

function Made({ made: { url, feedUrl }, onClose }: { made: MadeCalendarLink; onClose: () => void }) {
  const t = useWords('calendars')
  return (
    <ShownOnce
      title={t('share.madeTitle')}
      words={t('share.madeWords')}
      done={t('share.done')}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        {url && (
          <Field label={t('share.pageUrl')}>
            <CopyField value={url} label={t('share.pageUrl')} />
          </Field>
        )}
        {feedUrl && (
          <Field label={t('share.feedUrl')}>
            <CopyField value={feedUrl} label={t('share.feedUrl')} />
          </Field>
        )}
      </div>
    </ShownOnce>
  )
}

const spans = ['7', '30', '90', '366'] as const

function LinkForm({ whose, onMade }: { whose: Whose; onMade: (made: MadeCalendarLink) => void }) {
  const t = useWords('calendars')
  const own = whose === 'own'
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<(typeof spans)[number]>('90')
  const [channelIds, setChannels] = useState<readonly string[]>([])
  const [stages, setStages] = useState<readonly ShownStage[]>(own ? shownStages : ['scheduled', 'published'])
  const [campaigns, setCampaigns] = useState(false)
  const [feed, setFeed] = useState(false)
  const make = useWrite(
    () => {
      const shown = { label, channelIds, stages }
      const body = own ? shown : { ...shown, campaigns, feed, days: Number(days) }
      return api.post(roots[whose], { body, schema: MadeCalendarLink })
    },
    { touches: ['calendar'], onSuccess: onMade },
  )
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(undefined)
      }}
    >
      <Field
        label={t(own ? 'share.ownLabel' : 'share.label')}
        help={own ? undefined : t('share.labelHelp')}
        required
      >
        <Input maxLength={80} value={label} onChange={({ target }) => setLabel(target.value)} />
      </Field>
      <ChannelChoice chosen={channelIds} onChange={setChannels} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm font-medium">{t('share.stages')}</legend>
        {shownStages.map((stage) => (
          <Checkbox
            key={stage}
            label={t(`stages.${stage}`)}
            checked={stages.includes(stage)}
            onChange={(on) =>
              setStages(shownStages.filter((one) => (one === stage ? on : stages.includes(one))))
            }
          />
        ))}
        {!own && <Checkbox label={t('share.campaigns')} checked={campaigns} onChange={setCampaigns} />}
      </fieldset>
      {!own && (
        <>
          <Checkbox label={t('share.feed')} checked={feed} onChange={setFeed} />
          <Field label={t('share.days')} className="max-w-48">
            <Select
              value={days}
              onChange={setDays}
              choices={spans.map((value) => ({ value, label: t('copy.daysOf', { count: Number(value) }) }))}
            />
          </Field>
        </>
      )}
      <Button
        type="submit"
        look="primary"
        className="self-start"
        busy={make.isPending}
        disabled={label.trim() === '' || stages.length === 0}
      >
        {t(own ? 'share.makeOwn' : 'share.make')}
      </Button>
    </form>
  )
}

/** None chosen means all, those to come too. */
function ChannelChoice({
  chosen,
  onChange,
}: {
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}) {
  const t = useWords('calendars')
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  if (channels.length === 0) return null
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">{t('share.channels')}</legend>
      <Checkbox
        label={t('share.allChannels')}
        checked={chosen.length === 0}
        onChange={() => onChange([])}
        disabled={chosen.length === 0}
      />
      {channels.map(({ id, handle }) => (
        <Checkbox
          key={id}
          label={<span className="break-all">{handle}</span>}
          checked={chosen.includes(id)}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  )
}

function Links({ whose, onTurned }: { whose: Whose; onTurned: (made: MadeCalendarLink) => void }) {
  const t = useWords('calendars')
  const words = useProblemWords()
  const links = useQuery(ask({ topic: 'calendar', path: roots[whose], schema: CalendarLinkList }))
  if (links.isPending) return <SkeletonRows rows={2} />
  if (links.error) return <ErrorState small words={words(links.error)} onRetry={() => void links.refetch()} />
  if (links.data.items.length === 0)
    return <p className="text-muted">{t(whose === 'own' ? 'share.ownNone' : 'share.none')}</p>
  return (
    <ul className="divide-y divide-line">
      {links.data.items.map((link) => (
        <LinkRow key={link.id} whose={whose} link={link} onTurned={onTurned} />
      ))}
    </ul>
  )
}

type RowProps = { whose: Whose; link: CalendarLink; onTurned: (made: MadeCalendarLink) => void }

function LinkRow({ whose, link, onTurned }: RowProps) {
  const t = useWords('calendars')
  const formats = useFormats()
  const { id, label, state, stages, channelIds, expiresAt, opens, madeBy } = link
  const touches = ['calendar'] as const
  const revoke = useWrite(() => api.delete(`${roots[whose]}${path`/${id}`}`), {
    touches,
    onSuccess: () => toast(t('share.revoked')),
  })
  const turn = useWrite(
    () => api.post(`${roots[whose]}${path`/${id}/rotate`}`, { schema: MadeCalendarLink }),
    { touches, onSuccess: onTurned },
  )
  const facts = [
    ...(whose === 'links' ? [madeBy] : []),
    channelIds.length === 0 ? t('share.allChannels') : t('share.someChannels', { count: channelIds.length }),
    formats.list(stages.map((stage) => t(`stages.${stage}`))),
    ...(expiresAt ? [t('share.until', { when: formats.day(expiresAt) })] : []),
    t('share.opens', { count: opens }),
  ]
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium break-words">
          {label}
          <Badge tone={state === 'open' ? 'good' : 'quiet'}>{t(`share.states.${state}`)}</Badge>
        </span>
        <span className="text-sm text-muted">{facts.join(' · ')}</span>
      </span>
      {state !== 'revoked' && (
        <Menu trigger={<MoreButton label={t('share.menu', { label })} />}>
          <MenuItem icon={RefreshCw} onSelect={() => turn.mutate(undefined)}>
            {t('share.rotate')}
          </MenuItem>
          <MenuItem danger icon={Trash2} onSelect={() => revoke.mutate(undefined)}>
            {t('share.revoke')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}
