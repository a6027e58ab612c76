import { JobBody } from '../../../modules/plan/contractors/contract.ts'
import { useMe } from '../../api/me.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { JobForm } from './job-form.tsx'
import { useAddJob } from './use-jobs.ts'

export function Page() {
  const t = useWords('contractors')
  const go = useGo()
  const { id } = useMe()
  const add = useAddJob()
  const start: JobBody = { ...JobBody.parse({ title: '-' }), title: '', ownerId: id }
  return (
    <Frame title={t('write')} width="read" back={{ to: '/contractors', label: t('nav') }}>
      <JobForm
        start={start}
        keptAs="contractorJob.new"
        submitWords={t('save')}
        onCancel={() => go('/contractors')}
        onSubmit={async (body) => {
          const job = await add.mutateAsync(body)
          toast(t('written', { title: job.title }))
          go(`/contractors/${job.id}`)
        }}
      />
    </Frame>
  )
}
