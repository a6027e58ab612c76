import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Columns2, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Persona } from '../../../modules/plan/personas/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { byField, FactList } from './facts.tsx'
import { Picture } from './picture.tsx'
import { personaPage } from './routes.tsx'
import { usePersona, usePut, useRemove } from './use-personas.ts'

export function Page() {
  const t = useWords('personas')
  const words = useProblemWords()
  const { id } = personaPage.useParams()
  const persona = usePersona(id)
  return (
    <Frame
      title={persona.data?.name ?? t('persona')}
      back={{ to: '/personas', label: t('nav') }}
      width="read"
      actions={persona.data && <Actions persona={persona.data} />}
    >
      {persona.isPending && <SkeletonRows />}
      {persona.error && <ErrorState words={words(persona.error)} onRetry={() => void persona.refetch()} />}
      {persona.data && <Body persona={persona.data} />}
    </Frame>
  )
}

function Body({ persona: { kind, portrait, facts, mediaId, archivedAt } }: { persona: Persona }) {
  const t = useWords('personas')
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <div className="flex flex-col gap-4 sm:flex-row">
          <Picture mediaId={mediaId} className="size-24" />
          <div className="min-w-0 flex-1">
            <p className="mb-2 flex flex-wrap gap-2">
              <Badge>{t(`kinds.${kind}`)}</Badge>
              {archivedAt && <Badge tone="warn">{t('putAway')}</Badge>}
            </p>
            <p className="text-base break-words whitespace-pre-wrap">
              {portrait || <span className="text-muted">{t('noPortrait')}</span>}
            </p>
          </div>
        </div>
      </Card>
      <Card title={t('facts')}>
        {facts.length === 0 && <p className="text-muted">{t('noFacts')}</p>}
        <dl className="divide-y divide-line">
          {byField(facts).map(([field, found]) => (
            <div key={field} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <dt className="text-sm font-medium text-muted">{t(`fields.${field}`)}</dt>
              <dd>
                <FactList facts={found} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  )
}

function Actions({ persona }: { persona: Persona }) {
  const t = useWords('personas')
  const may = useMay()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const put = usePut(persona, () => persona.archivedAt || go('/personas'))
  const compare = () => go(`/personas/compare?a=${persona.id}`)
  if (!may('strategy.manage'))
    return (
      <Button icon={Columns2} onClick={compare}>
        {t('compare')}
      </Button>
    )
  return (
    <>
      <Button asChild>
        <Link to={`/personas/${persona.id}/edit`}>
          <Pencil aria-hidden className="size-4" />
          {t('change')}
        </Link>
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
        <MenuItem icon={Columns2} onSelect={compare}>
          {t('compare')}
        </MenuItem>
        <MenuItem icon={persona.archivedAt ? ArchiveRestore : Archive} onSelect={() => put.mutate(undefined)}>
          {t(persona.archivedAt ? 'restore' : 'archive')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {asking && <RemoveDialog persona={persona} onClose={() => setAsking(false)} />}
    </>
  )
}

/** Asked, because it cannot be taken back. */
function RemoveDialog({ persona, onClose }: { persona: Persona; onClose: () => void }) {
  const t = useWords('personas')
  const go = useGo()
  const remove = useRemove(persona, () => go('/personas'))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name: persona.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeWords')}</p>
    </Dialog>
  )
}
