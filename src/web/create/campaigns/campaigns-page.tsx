import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Ellipsis, Flag, PencilLine, Plus } from 'lucide-react'
import { useState } from 'react'
import { Campaign, CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { CampaignMark } from './campaign-colour.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { campaignsPage } from './routes.tsx'
import { ofView, type View, views } from './times.ts'
import { useSayTime } from './use-say-time.ts'

const touches = ['campaigns'] as const

/** What posts are gathered under: a season, a launch, an offer. */
export function Page() {
  const t = useWords('posts.campaigns')
  const may = useMay()
  const { view } = campaignsPage.useSearch()
  const setSearch = campaignsPage.useSetSearch()
  const [form, setForm] = useState<Campaign | 'new' | null>(null)
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      width="read"
      actions={
        may('plan.manage') && (
          <Button look="primary" icon={Plus} onClick={() => setForm('new')}>
            {t('new')}
          </Button>
        )
      }
      bar={
        <Tabs
          look="box"
          label={t('nav')}
          value={view}
          onChange={(value) => setSearch({ view: value })}
          tabs={views.map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      <Rows view={view} onChange={setForm} />
      {form && (
        <CampaignForm
          campaign={form === 'new' ? null : form}
          onClose={() => setForm(null)}
          onSaved={() => {
            setForm(null)
            toast(t('saved'))
          }}
        />
      )}
    </Frame>
  )
}

function Rows({ view, onChange }: { view: View; onChange: (campaign: Campaign) => void }) {
  const t = useWords('posts.campaigns')
  const { timeZone } = useWorkspace()
  const archived = view === 'archived'
  const words = useProblemWords()
  const found = useQuery(
    ask({ topic: 'campaigns', path: '/campaigns', query: { archived }, schema: CampaignList }),
  )
  if (found.isPending) return <SkeletonRows rows={3} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const all = found.data.items
  const shown = ofView(all, view, toCivil(new Date().toISOString(), timeZone).slice(0, 10))
  if (shown.length === 0) {
    const isFirst = view === 'running' && all.length === 0
    const none = {
      running: isFirst ? 'none' : 'noneNow',
      over: 'noneOver',
      archived: 'noneArchived',
    } as const
    return (
      <EmptyState icon={Flag} title={t(none[view])}>
        {isFirst ? t('noneHelp') : undefined}
      </EmptyState>
    )
  }
  return (
    <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
      {shown.map((campaign) => (
        <Row key={campaign.id} campaign={campaign} onChange={() => onChange(campaign)} />
      ))}
    </ul>
  )
}

function Row({ campaign, onChange }: { campaign: Campaign; onChange: () => void }) {
  const t = useWords('posts.campaigns')
  const may = useMay()
  const move = (verb: 'archive' | 'restore') => () =>
    api.post(path`/campaigns/${campaign.id}/${verb}`, { schema: Campaign })
  const restore = useWrite(move('restore'), { touches, onSuccess: () => toast(t('restored')) })
  const archive = useWrite(move('archive'), {
    touches,
    onSuccess: () => toast(t('archivedNow'), { undo: () => restore.mutate(undefined) }),
  })
  const time = useSayTime()(campaign)
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 hover:bg-hover">
      <CampaignMark colour={campaign.colour} />
      <span className="flex min-w-0 flex-1 flex-col">
        <Link
          to={`/campaigns/${campaign.id}`}
          className="truncate font-medium after:absolute after:inset-0 after:content-['']"
        >
          {campaign.name}
        </Link>
        <span className="text-sm text-muted figures">
          {[time, t('posts', { count: campaign.posts })].filter(Boolean).join(' · ')}
        </span>
      </span>
      {may('plan.manage') && (
        <span className="relative z-10">
          <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name: campaign.name })} />}>
            <MenuItem icon={PencilLine} onSelect={onChange}>
              {t('change')}
            </MenuItem>
            {campaign.archivedAt ? (
              <MenuItem icon={ArchiveRestore} onSelect={() => restore.mutate(undefined)}>
                {t('restore')}
              </MenuItem>
            ) : (
              <MenuItem icon={Archive} onSelect={() => archive.mutate(undefined)}>
                {t('archive')}
              </MenuItem>
            )}
          </Menu>
        </span>
      )}
    </li>
  )
}
