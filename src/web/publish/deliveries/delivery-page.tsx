import { Navigate } from '@tanstack/react-router'
import { deliveryPage } from './routes.tsx'

/** One delivery by its own address: the list with it opened. */
export function Page() {
  const { id } = deliveryPage.useParams()
  return <Navigate to="/deliveries" search={{ open: id } as never} replace />
}
