import { Filter, Segment } from '../../../modules/plan/segments/contract.ts'
import { api } from '../../api/client.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { SegmentForm } from './segment-form.tsx'

const empty = { name: '', note: '', filter: Filter.parse({}) }

export function Page() {
  const t = useWords('segments')
  const go = useGo()
  return (
    <Frame title={t('add')} width="read" back={{ to: '/personas/segments', label: t('title') }}>
      <SegmentForm
        start={empty}
        keptAs="new"
        submitWords={t('add')}
        onCancel={() => go('/personas/segments')}
        onSubmit={async (body) => {
          const made = await api.post('/segments', { body, schema: Segment })
          toast(t('madeNow', { name: made.name }))
          go(`/personas/segments/${made.id}`)
        }}
      />
    </Frame>
  )
}
