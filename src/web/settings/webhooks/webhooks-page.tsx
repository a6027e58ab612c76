import { useQuery } from '@tanstack/react-query'
import { Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import { HookList } from '../../../modules/publish/hooks/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { HookForm } from './hook-form.tsx'
import { HookRow } from './hook-row.tsx'

export function Page() {
  const t = useWords('settings')
  const words = useProblemWords()
  const [adding, setAdding] = useState(false)
  const hooks = useQuery(ask({ topic: 'hooks', path: '/hooks', schema: HookList }))
  const list = hooks.data?.items ?? []
  const empty = hooks.isSuccess && list.length === 0
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('hooks.add')}
    </Button>
  )
  return (
    <Frame title={t('hooks.title')} help={t('hooks.help')} width="read" actions={!empty && add}>
      <Card flush>
        {hooks.isPending && <SkeletonRows rows={2} />}
        {hooks.error && <ErrorState words={words(hooks.error)} onRetry={() => void hooks.refetch()} />}
        {empty && (
          <EmptyState icon={Webhook} title={t('hooks.emptyTitle')} action={add}>
            {t('hooks.emptyWords')}
          </EmptyState>
        )}
        <ul className="divide-y divide-line px-4 md:px-5">
          {list.map((hook) => (
            <HookRow key={hook.id} hook={hook} />
          ))}
        </ul>
      </Card>
      <HookForm open={adding} onClose={() => setAdding(false)} />
    </Frame>
  )
}
