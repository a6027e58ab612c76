import { Archive, ArchiveRestore, Ellipsis, PencilLine, Plus, Trash2, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Influencer } from '../../../modules/create/influencers/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ForgetDialog, InfluencerForm } from './influencer-form.tsx'
import { useInfluencers } from './use-influencers.ts'

/** Who outside speaks for the brand, and what ties them to it. */
export function InfluencersCard() {
  const t = useWords('compliance')
  const words = useProblemWords()
  const may = useMay()
  const [archived, setArchived] = useState(false)
  const [open, setOpen] = useState<Influencer | 'new' | null>(null)
  const found = useInfluencers(archived)
  if (!may('team.read')) return null
  const manages = may('plan.manage')
  const items = found.data?.items ?? []
  return (
    <Card
      title={t('influencers.title')}
      help={t('influencers.help')}
      actions={
        manages && (
          <Button size="small" icon={Plus} onClick={() => setOpen('new')}>
            {t('influencers.add')}
          </Button>
        )
      }
    >
      <Switch label={t('influencers.showArchived')} checked={archived} onChange={setArchived} />
      {found.isPending && <SkeletonRows rows={2} />}
      {found.error && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState
          small
          icon={UsersRound}
          title={t(archived ? 'influencers.noneArchived' : 'influencers.none')}
        />
      )}
      <ul className="flex flex-col divide-y divide-line">
        {items.map((one) => (
          <Row key={one.id} one={one} manages={manages} onChange={() => setOpen(one)} />
        ))}
      </ul>
      {open && <InfluencerForm influencer={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function Row({ one, manages, onChange }: { one: Influencer; manages: boolean; onChange: () => void }) {
  const t = useWords('compliance')
  const [forgets, setForgets] = useState(false)
  const touches = ['posts'] as const
  const answer = { schema: Influencer }
  const restore = useWrite(() => api.post(path`/influencers/${one.id}/restore`, answer), { touches })
  const archive = useWrite(() => api.post(path`/influencers/${one.id}/archive`, answer), {
    touches,
    onSuccess: () => toast(t('influencers.archived'), { undo: () => restore.mutate(undefined) }),
  })
  const { kind, sponsor } = one.connection
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="flex min-w-0 flex-1 basis-48 flex-col">
        <span className="font-medium wrap-anywhere">
          {one.name}
          {one.handle && <span className="font-normal text-muted"> {one.handle}</span>}
        </span>
        <span className="text-sm text-muted wrap-anywhere">
          {[t(`tie.kinds.${kind}`), sponsor, t('influencers.posts', { count: one.posts })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {manages && (
        <Menu trigger={<IconButton icon={Ellipsis} label={t('influencers.more', { name: one.name })} />}>
          <MenuItem icon={PencilLine} onSelect={onChange}>
            {t('influencers.change')}
          </MenuItem>
          {one.archivedAt ? (
            <MenuItem icon={ArchiveRestore} onSelect={() => restore.mutate(undefined)}>
              {t('influencers.restore')}
            </MenuItem>
          ) : (
            <MenuItem icon={Archive} onSelect={() => archive.mutate(undefined)}>
              {t('influencers.archive')}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} danger onSelect={() => setForgets(true)}>
            {t('influencers.forget')}
          </MenuItem>
        </Menu>
      )}
      {forgets && <ForgetDialog one={one} onClose={() => setForgets(false)} />}
    </li>
  )
}
