import { useQuery } from '@tanstack/react-query'
import { Ellipsis, Hash, PencilLine, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { HashtagSet, type HashtagUse, lookedDays } from '../../../modules/create/hashtags/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { findUse } from '../typing/hashtag-panel.tsx'
import { useUseWords } from '../typing/tag-button.tsx'
import { askHashtags } from '../typing/use-offers.ts'
import { SetForm } from './set-form.tsx'

const touches = ['composer'] as const
const mostShown = 50

/** Sets of hashtags, and beneath them what was used and what became of it. */
export default function HashtagsList() {
  const t = useWords('writing')
  const words = useProblemWords()
  const known = useQuery(askHashtags())
  const [form, setForm] = useState<HashtagSet | 'new' | null>(null)
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setForm('new')}>
      {t('hashtags.new')}
    </Button>
  )
  if (known.isPending) return <SkeletonRows rows={4} />
  if (known.isError) return <ErrorState words={words(known.error)} onRetry={() => void known.refetch()} />
  const { sets, used, looked } = known.data
  return (
    <div className="flex flex-col gap-6">
      {sets.length === 0 ? (
        <EmptyState icon={Hash} title={t('hashtags.empty')} action={add}>
          {t('hashtags.emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <span>{add}</span>
          <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
            {sets.map((set) => (
              <SetRow key={set.id} set={set} used={used} onChange={() => setForm(set)} />
            ))}
          </ul>
        </>
      )}
      <Used used={used} looked={looked} />
      {form && <SetForm set={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </div>
  )
}

type RowProps = { set: HashtagSet; used: readonly HashtagUse[]; onChange: () => void }

function SetRow({ set, used, onChange }: RowProps) {
  const t = useWords('writing')
  const formats = useFormats()
  const say = useUseWords()
  const { id, name, tags } = set
  const back = useWrite(() => api.post('/hashtag-sets', { body: { name, tags }, schema: HashtagSet }), {
    touches,
  })
  const remove = useWrite(() => api.delete(path`/hashtag-sets/${id}`), {
    touches,
    onSuccess: () => toast(t('removed', { name }), { undo: () => back.mutate(undefined) }),
  })
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="truncate font-medium">{name}</span>
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
          {tags.map((tag) => {
            const use = findUse(used, tag)
            return (
              <li key={tag} title={say(use)}>
                #{tag} {use && <span className="text-faint figures">{formats.number(use.uses)}</span>}
              </li>
            )
          })}
        </ul>
      </span>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name })} />}>
        <MenuItem icon={PencilLine} onSelect={onChange}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(undefined)}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </li>
  )
}

function Used({ used, looked }: { used: readonly HashtagUse[]; looked: number }) {
  const t = useWords('writing')
  const formats = useFormats()
  if (used.length === 0) return null
  return (
    <Card title={t('hashtags.usedTitle')}>
      <p className="mb-3 text-sm text-muted">{t('hashtags.usedHelp', { count: looked, days: lookedDays })}</p>
      <div className="overflow-x-auto">
        <table className="w-full text-left text-base">
          <thead className="text-sm text-muted">
            <tr>
              <th className="py-1 pr-3 font-medium">{t('hashtags.tag')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('hashtags.useCount')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('hashtags.engagements')}</th>
              <th className="py-1 text-right font-medium max-sm:hidden">{t('hashtags.last')}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {used.slice(0, mostShown).map(({ tag, uses, engagements, measured, lastAt }) => (
              <tr key={tag}>
                <td className="max-w-60 truncate py-1.5 pr-3">#{tag}</td>
                <td className="py-1.5 pr-3 text-right figures">{formats.number(uses)}</td>
                <td
                  className="py-1.5 pr-3 text-right figures"
                  title={t('hashtags.measured', { count: measured })}
                >
                  {engagements === null ? '–' : formats.number(engagements, oneDigit)}
                </td>
                <td className="py-1.5 text-right text-muted max-sm:hidden">{formats.day(lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

const oneDigit = { maximumFractionDigits: 1 }
