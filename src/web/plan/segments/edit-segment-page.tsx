import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Segment } from '../../../modules/plan/segments/contract.ts'
import { api, path } from '../../api/client.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { EditPage } from '../forms/edit-page.tsx'
import { OvertakenAlert, useOvertaken } from '../forms/overtaken.tsx'
import { editSegmentPage } from './routes.tsx'
import { SegmentForm } from './segment-form.tsx'
import { askSegment, useSegment } from './use-segments.ts'

export function Page() {
  const t = useWords('segments')
  const { id } = editSegmentPage.useParams()
  const segment = useSegment(id)
  return (
    <EditPage
      title={t('changeTitle')}
      back={{ to: `/personas/segments/${id}`, label: segment.data?.name ?? t('segment') }}
      asked={segment}
    >
      {(data) => <Filled key={id} segment={data} />}
    </EditPage>
  )
}

function Filled({ segment }: { segment: Segment }) {
  const t = useWords('segments')
  const go = useGo()
  const client = useQueryClient()
  const [{ id, name, note, filter, version }] = useState(segment)
  const overtaken = useOvertaken('segment.changed', version)
  return (
    <>
      {overtaken.isOvertaken && (
        <OvertakenAlert
          href={`/personas/segments/${id}`}
          words={{ title: t('changedMeanwhile'), body: t('changedMeanwhileWords'), see: t('seeTheirs') }}
        />
      )}
      <SegmentForm
        start={{ name, note, filter }}
        keptAs={`${id}.${version}`}
        submitWords={t(overtaken.isOvertaken ? 'saveOver' : 'save')}
        onCancel={() => go(`/personas/segments/${id}`)}
        onSubmit={(body) =>
          overtaken.save(async () => {
            const sent = { ...body, version: overtaken.version }
            const saved = await api.put(path`/segments/${id}`, { body: sent, schema: Segment })
            client.setQueryData(askSegment(id).queryKey, saved)
            toast(t('saved'))
            go(`/personas/segments/${id}`)
          })
        }
      />
    </>
  )
}
