import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Segment } from '../../../modules/plan/segments/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { editSegmentPage } from './routes.tsx'
import { SegmentForm } from './segment-form.tsx'
import { askSegment, useSegment } from './use-segments.ts'

export function Page() {
  const t = useWords('segments')
  const words = useProblemWords()
  const { id } = editSegmentPage.useParams()
  const segment = useSegment(id)
  return (
    <Frame
      title={t('changeTitle')}
      width="read"
      back={{ to: `/personas/segments/${id}`, label: segment.data?.name ?? t('segment') }}
    >
      {segment.isPending && <SkeletonRows />}
      {segment.error && <ErrorState words={words(segment.error)} onRetry={() => void segment.refetch()} />}
      {segment.data && <Filled key={id} segment={segment.data} />}
    </Frame>
  )
}

/** The version that was read first stays the one that is sent: what others save meanwhile must not slip in under it. */
function Filled({ segment }: { segment: Segment }) {
  const t = useWords('segments')
  const go = useGo()
  const client = useQueryClient()
  const [{ id, name, note, filter, version }] = useState(segment)
  const [over, setOver] = useState<number | null>(null)
  return (
    <>
      {over !== null && (
        <Alert tone="warn" className="mb-4">
          {t('changedMeanwhile')}
        </Alert>
      )}
      <SegmentForm
        start={{ name, note, filter }}
        keptAs={`${id}.${version}`}
        submitWords={t(over === null ? 'save' : 'saveOver')}
        onCancel={() => go(`/personas/segments/${id}`)}
        onSubmit={async (body) => {
          try {
            const saved = await api.put(path`/segments/${id}`, {
              body: { ...body, version: over ?? version },
              schema: Segment,
            })
            client.setQueryData(askSegment(id).queryKey, saved)
            toast(t('saved'))
            go(`/personas/segments/${id}`)
          } catch (error) {
            if (error instanceof ApiProblem && error.code === 'segment.changed')
              setOver(Number(error.facts.current))
            throw error
          }
        }}
      />
    </>
  )
}
