import { ArrowLeftRight, Ellipsis, FileUp, PencilLine, Plus, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Competitor, Profile } from '../../../modules/plan/competitors/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { AddDialog } from './add-dialog.tsx'
import { EnterDialog } from './enter-dialog.tsx'
import { TableDialog } from './table-dialog.tsx'
import { useFace, useSourceWords } from './use-figures.ts'

/** Their accounts: where each figure is from, when it was read, and what was wrong. */
export function ProfilesCard({ competitor }: { competitor: Competitor }) {
  const t = useWords('competitors')
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const manages = may('strategy.manage') && !competitor.archivedAt
  return (
    <Card
      flush
      title={t('profiles')}
      actions={
        manages && (
          <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
            {t('addProfile')}
          </Button>
        )
      }
    >
      {competitor.profiles.length === 0 && (
        <p className="px-4 pb-4 text-base text-muted md:px-5">{t('noProfilesHelp')}</p>
      )}
      <ul className="divide-y divide-line">
        {competitor.profiles.map((profile) => (
          <Row key={profile.id} profile={profile} manages={manages} />
        ))}
      </ul>
      {adding && <AddDialog to={competitor} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Row({ profile, manages }: { profile: Profile; manages: boolean }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const face = useFace()(profile.network)
  const sayers = useSourceWords()
  const { handle, name, url, avatarUrl, latest } = profile
  return (
    <li className="flex flex-col gap-2 px-4 py-3 md:px-5">
      <div className="flex items-start gap-3">
        <Avatar name={name || handle} src={avatarUrl} network={face} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <p className="font-medium break-words">{name || face.name}</p>
          <p className="text-sm break-all">
            {url ? (
              <a href={url} target="_blank" rel="noreferrer" className="text-accent underline">
                {handle}
              </a>
            ) : (
              handle
            )}
          </p>
          <p className="mt-1 text-sm text-muted">
            {latest
              ? t('faceCounts', {
                  followers: formats.number(latest.followers),
                  posts: formats.number(latest.posts),
                })
              : t('nothingYet')}
          </p>
          {latest && (
            <p className="mt-1 w-fit rounded-md bg-quiet-soft px-2 py-0.5 text-xs font-medium break-words text-quiet">
              {sayers(latest.source, { network: profile.network, day: latest.day })}
            </p>
          )}
        </div>
        {manages && <Verbs profile={profile} />}
      </div>
      <Standing profile={profile} />
    </li>
  )
}

/** What is known until midnight is known of the day before. */
const lastDayOf = (until: string): string => new Date(Date.parse(until) - 1).toISOString()

/** When it was read, when it is next, and what was wrong. */
function Standing({ profile }: { profile: Profile }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const { isRead, collectedAt, readTo, nextAt, trouble, movedTo } = profile
  return (
    <div className="flex flex-col gap-1 text-sm">
      {isRead && (
        <p className="text-muted">
          {collectedAt ? t('readAt', { when: formats.relative(collectedAt) }) : t('beingRead')}
          {' · '}
          {nextAt ? t('nextAt', { when: formats.relative(nextAt) }) : t('neverAgain')}
        </p>
      )}
      {!isRead && readTo && (
        <p className="text-muted">{t('knownTo', { day: formats.day(lastDayOf(readTo), timeZone) })}</p>
      )}
      {trouble && (
        <p className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn" role="status">
          {t(`troubles.${trouble.code}`)}
        </p>
      )}
      {movedTo && (
        <p className="flex items-start gap-1.5 rounded-md bg-info-soft px-2.5 py-1.5 break-words text-info">
          <ArrowLeftRight aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('movedTo', { to: movedTo })}
        </p>
      )}
    </div>
  )
}

function Verbs({ profile }: { profile: Profile }) {
  const t = useWords('competitors')
  const { demo } = useWorkspace()
  const [open, setOpen] = useState<'enter' | 'table' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const collect = useWrite(
    () => api.post(path`/competitor-profiles/${profile.id}/collect`, { schema: Profile }),
    { touches: ['competitors'], onSuccess: () => toast(t('asking')) },
  )
  return (
    <>
      {profile.isRead && !demo && (
        <IconButton
          icon={RefreshCw}
          label={t('collectNow', { handle: profile.handle })}
          disabled={collect.isPending}
          onClick={() => collect.mutate(undefined)}
        />
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('moreOf', { handle: profile.handle })} />}>
        <MenuItem icon={PencilLine} onSelect={() => setOpen('enter')}>
          {t('enter.title')}
        </MenuItem>
        <MenuItem icon={FileUp} onSelect={() => setOpen('table')}>
          {t('table.title')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('remove')}>
          {t('removeProfile')}
        </MenuItem>
      </Menu>
      {open === 'enter' && <EnterDialog profile={profile} onClose={close} />}
      {open === 'table' && <TableDialog profile={profile} onClose={close} />}
      {open === 'remove' && <RemoveDialog profile={profile} onClose={close} />}
    </>
  )
}

/** Asked, because what was read goes with it. */
function RemoveDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useWords('competitors')
  const remove = useWrite(() => api.delete(path`/competitor-profiles/${profile.id}`), {
    touches: ['competitors'],
    onSuccess: () => {
      toast(t('removedNow', { name: profile.handle }))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name: profile.handle })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeProfileWords')}</p>
    </Dialog>
  )
}
