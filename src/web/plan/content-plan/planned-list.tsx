import { Ellipsis, PencilLine, Pin, PinOff, Trash2 } from 'lucide-react'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import type { PlannedFields, PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { useWorkspace } from '../../api/me.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { CategoryMark } from './category-mark.tsx'
import { useGiveBack, useRemove, useWrite as useWritePlanned } from './use-planned.ts'

type Props = { items: readonly PlannedPost[]; plan: ContentPlan; onChange: (planned: PlannedPost) => void }

/** Day by day, each on the clock of its channel. */
export function PlannedList({ items, plan, onChange }: Props) {
  const formats = useFormats()
  const days = Map.groupBy(items, ({ civil }) => civil.slice(0, 10))
  const inOrder = [...days].sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <div className="divide-y divide-line">
      {inOrder.map(([day, own]) => (
        <section key={day} className="px-4 py-3 md:px-5">
          <h3 className="mb-1 text-sm font-semibold text-muted first-letter:uppercase">
            {formats.custom(`${day}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
          </h3>
          <ul>
            {own.map((planned) => (
              <li
                key={planned.id}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line py-1.5 not-last:border-b"
              >
                <PlannedLine planned={planned} plan={plan} />
                <Verbs planned={planned} onChange={() => onChange(planned)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** When, where, and what it is to be. */
export function PlannedLine({ planned, plan }: { planned: PlannedFields; plan: ContentPlan }) {
  const t = useWords('plan')
  const formats = useFormats()
  const channels = useChannels()
  const { timeZone } = useWorkspace()
  const channel = channels?.get(planned.channelId)
  const rubric = plan.rubrics.find(({ id }) => id === planned.rubricId)?.name
  const pillar = plan.pillars.find(({ id }) => id === planned.pillarId)?.name
  const about = [rubric, pillar, planned.occasion, planned.hint || null].filter(Boolean).join(' · ')
  return (
    <div className="flex min-w-0 flex-1 basis-44 items-start gap-3">
      <span className="min-w-14 shrink-0 text-sm text-muted figures">
        {formats.time(`${planned.civil}:00Z`, 'UTC')}
        {planned.zone !== timeZone && (
          <span className="block text-xs text-faint">{zoneCity(planned.zone)}</span>
        )}
      </span>
      {channel && <NetworkMark network={channel.face} size="small" />}
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="flex items-center gap-1.5 font-medium">
            <CategoryMark category={planned.category} />
            {t(`categories.${planned.category}`)}
          </span>
          <span className="text-sm text-muted">{channel?.name}</span>
          {'fixed' in planned && planned.fixed === true && <Badge icon={Pin}>{t('planned.fixed')}</Badge>}
        </span>
        {about && <span className="block text-sm break-words text-muted">{about}</span>}
      </span>
    </div>
  )
}

function Verbs({ planned, onChange }: { planned: PlannedPost; onChange: () => void }) {
  const t = useWords('plan')
  const mayOn = useMayOn()
  const write = useWritePlanned()
  const remove = useRemove()
  const giveBack = useGiveBack()
  const manages = mayOn('plan.manage', [planned.channelId])
  return (
    <span className="flex items-center gap-1 max-sm:ml-auto">
      {mayOn('post.write', [planned.channelId]) && (
        <Button
          size="small"
          icon={PencilLine}
          busy={write.isPending}
          onClick={() => write.mutate(planned)}
          className="touch:min-h-11 touch:min-w-11"
        >
          <span className="max-sm:sr-only">{t('planned.write')}</span>
        </Button>
      )}
      {manages && (
        <Menu trigger={<IconButton icon={Ellipsis} label={t('planned.more')} />}>
          <MenuItem icon={PencilLine} onSelect={onChange}>
            {t('planned.change')}
          </MenuItem>
          {planned.fixed && (
            <MenuItem icon={PinOff} onSelect={() => giveBack.mutate(planned)}>
              {t('planned.giveBack')}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} onSelect={() => remove.mutate(planned)}>
            {t('planned.remove')}
          </MenuItem>
        </Menu>
      )}
    </span>
  )
}
