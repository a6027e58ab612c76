import { Link } from '@tanstack/react-router'
import { Columns2, ListFilter, Plus, UsersRound } from 'lucide-react'
import type { Persona } from '../../../modules/plan/personas/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { byField } from './facts.tsx'
import { Picture } from './picture.tsx'
import { personasPage } from './routes.tsx'
import { usePersonas } from './use-personas.ts'

const views = ['living', 'archived'] as const

export function Page() {
  const t = useWords('personas')
  const words = useProblemWords()
  const may = useMay()
  const { view } = personasPage.useSearch()
  const setSearch = personasPage.useSetSearch()
  const personas = usePersonas(view === 'archived')
  const all = personas.data?.pages.flatMap(({ items }) => items) ?? []
  const none = personas.isSuccess && all.length === 0
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        <>
          <Button asChild>
            <Link to="/personas/segments">
              <ListFilter aria-hidden className="size-4" />
              {t('segments')}
            </Link>
          </Button>
          {!(none && view === 'living') && (
            <>
              {all.length > 1 && (
                <Button asChild>
                  <Link to="/personas/compare">
                    <Columns2 aria-hidden className="size-4" />
                    {t('compare')}
                  </Link>
                </Button>
              )}
              {may('strategy.manage') && <Describe />}
            </>
          )}
        </>
      }
      bar={
        <Tabs
          label={t('view')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      }
    >
      {personas.isPending && <SkeletonRows rows={4} />}
      {personas.error && <ErrorState words={words(personas.error)} onRetry={() => void personas.refetch()} />}
      {none && view === 'living' && (
        <EmptyState
          icon={UsersRound}
          title={t('emptyTitle')}
          action={may('strategy.manage') && <FirstSteps />}
        >
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && view === 'archived' && <EmptyState small icon={UsersRound} title={t('noneArchived')} />}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {all.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} />
        ))}
      </ul>
      <Pager
        more={personas.hasNextPage}
        busy={personas.isFetchingNextPage}
        onMore={() => void personas.fetchNextPage()}
      />
    </Frame>
  )
}

function Describe() {
  const t = useWords('personas')
  return (
    <Button look="primary" asChild>
      <Link to="/personas/new">
        <Plus aria-hidden className="size-4" />
        {t('describe')}
      </Link>
    </Button>
  )
}

function FirstSteps() {
  const t = useWords('personas')
  return (
    <>
      <Describe />
      {(['b2c', 'b2b'] as const).map((kind) => (
        <Button key={kind} asChild>
          <Link to="/personas/new" search={{ example: kind } as never}>
            {t(`fromExample.${kind}`)}
          </Link>
        </Button>
      ))}
    </>
  )
}

function PersonaCard({ persona: { id, name, kind, portrait, facts, mediaId } }: { persona: Persona }) {
  const t = useWords('personas')
  const known = byField(facts)
  return (
    <li className="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-card hover:bg-hover">
      <div className="flex items-start gap-3">
        <Picture mediaId={mediaId} />
        <div className="min-w-0">
          <Link
            to={`/personas/${id}`}
            className="block font-semibold break-words after:absolute after:inset-0 after:rounded-lg"
          >
            {name}
          </Link>
          <Badge>{t(`kinds.${kind}`)}</Badge>
        </div>
      </div>
      {portrait && <p className="line-clamp-3 text-base text-muted">{portrait}</p>}
      <p className="mt-auto text-sm text-muted">
        {t('factsKnown', { count: facts.length })}
        {known.length > 0 &&
          ` · ${t('guesses', { count: facts.filter((one) => one.evidence === 'guess').length })}`}
      </p>
    </li>
  )
}
