import { type FactField, factFields, type Persona } from '../../../modules/plan/personas/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { FactList } from './facts.tsx'
import { Picture } from './picture.tsx'
import { comparePage } from './routes.tsx'
import { usePersonas } from './use-personas.ts'

/** Two personas side by side, field by field: what one is known for and the other is not shows by itself. */
export function Page() {
  const t = useWords('personas')
  const words = useProblemWords()
  const { a, b } = comparePage.useSearch()
  const setSearch = comparePage.useSetSearch()
  // A workspace has no more than these.
  const personas = usePersonas(false, 100)
  const all = personas.data?.pages.flatMap(({ items }) => items) ?? []
  const left = all.find(({ id }) => id === a) ?? all[0]
  const right = all.find(({ id }) => id === b && id !== left?.id) ?? all.find(({ id }) => id !== left?.id)
  const choices = all.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Frame title={t('compareTitle')} back={{ to: '/personas', label: t('nav') }}>
      {personas.isPending && <SkeletonRows />}
      {personas.error && <ErrorState words={words(personas.error)} onRetry={() => void personas.refetch()} />}
      {personas.data && (!left || !right) && <p className="text-muted">{t('compareNeedsTwo')}</p>}
      {left && right && (
        <>
          <div className="mb-4 grid grid-cols-2 gap-3">
            <Select
              label={t('first')}
              value={left.id}
              onChange={(id) => setSearch({ a: id, b: right.id })}
              choices={choices.map((one) => ({ ...one, disabled: one.value === right.id }))}
            />
            <Select
              label={t('second')}
              value={right.id}
              onChange={(id) => setSearch({ a: left.id, b: id })}
              choices={choices.map((one) => ({ ...one, disabled: one.value === left.id }))}
            />
          </div>
          <Both left={left} right={right} />
          <Pager
            more={personas.hasNextPage}
            busy={personas.isFetchingNextPage}
            onMore={() => void personas.fetchNextPage()}
          />
        </>
      )}
    </Frame>
  )
}

type Pair = { left: Persona; right: Persona }

function Both({ left, right }: Pair) {
  const t = useWords('personas')
  const fields = factFields.filter((field) => [left, right].some(({ facts }) => has(facts, field)))
  return (
    <table className="w-full table-fixed border-collapse rounded-lg border border-line bg-surface text-left align-top">
      <thead>
        <tr className="border-b border-line">
          {[left, right].map(({ id, name, kind, mediaId }) => (
            <th key={id} scope="col" className="p-3 align-top md:p-4">
              <span className="flex flex-col gap-2 sm:flex-row sm:items-center">
                <Picture mediaId={mediaId} className="size-10" />
                <span className="min-w-0">
                  <span className="block font-semibold break-words">{name}</span>
                  <span className="block text-sm font-normal text-muted">{t(`kinds.${kind}`)}</span>
                </span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <FieldRow key={field} field={field} left={left} right={right} />
        ))}
      </tbody>
    </table>
  )
}

const has = (facts: Persona['facts'], field: FactField): boolean => facts.some((fact) => fact.field === field)

/** The field is named once, above both. */
function FieldRow({ field, left, right }: Pair & { field: FactField }) {
  const t = useWords('personas')
  return (
    <>
      <tr className="bg-sunken">
        <th colSpan={2} scope="colgroup" className="px-3 py-1.5 text-sm font-medium text-muted md:px-4">
          {t(`fields.${field}`)}
        </th>
      </tr>
      <tr className="border-b border-line">
        {[left, right].map(({ id, facts }) => (
          <td key={id} className="p-3 align-top break-words md:p-4">
            {has(facts, field) ? (
              <FactList facts={facts.filter((fact) => fact.field === field)} />
            ) : (
              <span className="text-faint">–</span>
            )}
          </td>
        ))}
      </tr>
    </>
  )
}
