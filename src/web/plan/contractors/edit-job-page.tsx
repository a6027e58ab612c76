import { useState } from 'react'
import type { JobDetail } from '../../../modules/plan/contractors/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { EditPage } from '../forms/edit-page.tsx'
import { OvertakenAlert, useOvertaken } from '../forms/overtaken.tsx'
import { bodyOf } from './body-of.ts'
import { JobForm } from './job-form.tsx'
import { editJobPage } from './routes.tsx'
import { useChangeJob, useJob } from './use-jobs.ts'

export function Page() {
  const t = useWords('contractors')
  const { id } = editJobPage.useParams()
  const job = useJob(id)
  return (
    <EditPage
      title={t('changeTitle')}
      back={{ to: `/contractors/${id}`, label: job.data?.title ?? t('nav') }}
      asked={job}
    >
      {(data) => <Filled key={id} job={data} />}
    </EditPage>
  )
}

function Filled({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const go = useGo()
  const { list } = useFormats()
  const [first] = useState(job)
  const overtaken = useOvertaken('contractor.changed', first.version)
  const change = useChangeJob(first.id, true)
  return (
    <>
      {overtaken.isOvertaken && (
        <OvertakenAlert
          href={`/contractors/${first.id}`}
          words={{ title: t('changedMeanwhile'), body: t('changedMeanwhileWords'), see: t('seeTheirs') }}
        />
      )}
      <JobForm
        start={bodyOf(first)}
        named={first}
        settledBy={first.mayChangeWork ? '' : list(first.approvers.map(({ name }) => name))}
        keptAs={`contractorJob.${first.id}.${first.version}`}
        submitWords={t(overtaken.isOvertaken ? 'saveOver' : 'save')}
        onCancel={() => go(`/contractors/${first.id}`)}
        onSubmit={(body) =>
          overtaken.save(async () => {
            await change.mutateAsync({ ...body, version: overtaken.version })
            toast(t('saved'))
            go(`/contractors/${first.id}`)
          })
        }
      />
    </>
  )
}
