import { useState } from 'react'
import type { JobDetail } from '../../../modules/plan/contractors/contract.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { bodyOf } from './body-of.ts'
import { JobForm } from './job-form.tsx'
import { editJobPage } from './routes.tsx'
import { useChangeJob, useJob } from './use-jobs.ts'

export function Page() {
  const t = useWords('contractors')
  const words = useProblemWords()
  const { id } = editJobPage.useParams()
  const job = useJob(id)
  return (
    <Frame
      title={t('changeTitle')}
      width="read"
      back={{ to: `/contractors/${id}`, label: job.data?.title ?? t('nav') }}
    >
      {job.isPending && <SkeletonRows />}
      {job.error && <ErrorState words={words(job.error)} onRetry={() => void job.refetch()} />}
      {job.data && <Filled key={id} job={job.data} />}
    </Frame>
  )
}

/** The version that was read first stays the one that is sent: what others save meanwhile must not slip in under it. */
function Filled({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const go = useGo()
  const { list } = useFormats()
  const [first] = useState(job)
  const [over, setOver] = useState<number | null>(null)
  const change = useChangeJob(first.id, true)
  return (
    <>
      {over !== null && (
        <Alert
          tone="warn"
          className="mb-4"
          title={t('changedMeanwhile')}
          action={
            <Button size="small" asChild>
              <a href={`/contractors/${first.id}`} target="_blank" rel="noreferrer">
                {t('seeTheirs')}
              </a>
            </Button>
          }
        >
          {t('changedMeanwhileWords')}
        </Alert>
      )}
      <JobForm
        start={bodyOf(first)}
        named={first}
        settledBy={first.mayChangeWork ? '' : list(first.approvers.map(({ name }) => name))}
        keptAs={`contractorJob.${first.id}.${first.version}`}
        submitWords={t(over === null ? 'save' : 'saveOver')}
        onCancel={() => go(`/contractors/${first.id}`)}
        onSubmit={async (body) => {
          try {
            await change.mutateAsync({ ...body, version: over ?? first.version })
            toast(t('saved'))
            go(`/contractors/${first.id}`)
          } catch (error) {
            if (error instanceof ApiProblem && error.code === 'contractor.changed')
              setOver(Number(error.facts.current))
            throw error
          }
        }}
      />
    </>
  )
}
