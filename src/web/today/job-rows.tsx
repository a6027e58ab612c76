import { Link } from '@tanstack/react-router'
import { CalendarX2, PackageCheck } from 'lucide-react'
import type { Waiting } from '../../modules/plan/waiting/contract.ts'
import { Button } from '../kit/button.tsx'
import { sayDay } from '../kit/days.ts'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** The soonest of them; the rest have a page. */
const mostJobs = 5

/** Work for people from outside that waits for whoever is here. */
export default function JobRows({ jobs }: { jobs: Waiting['items'] }) {
  return (
    <>
      {jobs.slice(0, mostJobs).map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
      {jobs.length > mostJobs && <MoreJobs count={jobs.length - mostJobs} />}
    </>
  )
}

/** Something was handed in and is to be looked at, or is late. */
function JobRow({ job: { id, title, why, deadline, contractor } }: { job: Waiting['items'][number] }) {
  const t = useWords('today')
  const { locale } = useFormats()
  const day = deadline && sayDay(deadline, locale, { day: 'numeric', month: 'long' })
  const facts = [contractor, day && t('needs.jobUntil', { day })].filter(Boolean)
  const to = `/contractors/${id}`
  return (
    <NeedRow
      icon={why === 'accept' ? PackageCheck : CalendarX2}
      tone={why === 'accept' ? 'accent' : 'warn'}
      to={to}
      title={t(why === 'accept' ? 'needs.jobAccept' : 'needs.jobOverdue', { title })}
      facts={facts.join(' · ')}
      actions={
        <Button asChild size="small">
          <Link to={to}>{t('needs.jobLook')}</Link>
        </Button>
      }
    />
  )
}

function MoreJobs({ count }: { count: number }) {
  const t = useWords('today')
  return (
    <li>
      <Link
        to="/contractors"
        className="flex min-h-control items-center px-4 py-2 font-medium text-accent hover:bg-hover md:px-5"
      >
        {t('needs.jobsMore', { count })}
      </Link>
    </li>
  )
}
