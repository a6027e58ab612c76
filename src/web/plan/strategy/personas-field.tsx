import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PersonaList } from '../../../modules/plan/personas/contract.ts'
import type { SpokenTo } from '../../../modules/plan/strategy/contract.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  value: readonly string[]
  /** Those that are chosen, as far as they exist: one may be put away and stays chosen. */
  known: readonly SpokenTo[]
  onChange: (ids: string[]) => void
}

/** Which of the workspace's personas the strategy speaks to. */
export function PersonasField({ value, known, onChange }: Props) {
  const t = useWords('strategy')
  const words = useProblemWords()
  const personas = useInfiniteQuery(
    askPages({
      topic: 'personas',
      path: '/personas',
      query: { archived: false, limit: 100 },
      schema: PersonaList,
    }),
  )
  const current = personas.data?.pages.flatMap(({ items }) => items) ?? []
  const others = known.filter(({ id }) => !current.some((persona) => persona.id === id))
  const all: readonly SpokenTo[] = [...current, ...others]
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t('fields.audience.personaIds')}</legend>
      {personas.isPending && <Skeleton className="h-12 w-full" />}
      {personas.error && (
        <ErrorState small words={words(personas.error)} onRetry={() => void personas.refetch()} />
      )}
      {personas.data && all.length === 0 && (
        <p className="text-base text-muted">{t('fields.audience.noPersonas')}</p>
      )}
      {all.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={value.includes(id)}
          disabled={!value.includes(id) && value.length >= 20}
          onChange={(chosen) => onChange(chosen ? [...value, id] : value.filter((one) => one !== id))}
        />
      ))}
      <Pager
        more={personas.hasNextPage}
        busy={personas.isFetchingNextPage}
        onMore={() => void personas.fetchNextPage()}
      />
      <Link to="/personas/new" className="w-fit text-base font-medium text-accent underline">
        {t('fields.audience.describe')}
      </Link>
    </fieldset>
  )
}
