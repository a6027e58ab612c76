import { type Route, route } from '../../../app/route.ts'
import { DeviceBody, DeviceList, DeviceParams } from './contract.ts'
import { addDevice, listDevices, removeDevice } from './service.ts'

const tag = 'People'

export const pushRoutes: Route[] = [
  route(
    'GET /me/devices',
    { may: 'signed-in', summary: 'On which devices one is told at once', tag, answer: DeviceList },
    ({ ctx, actor }) => listDevices(ctx, actor),
  ),
  route(
    'POST /me/devices',
    {
      may: 'signed-in',
      summary: 'Be told on this device at once',
      tag,
      body: DeviceBody,
      answer: DeviceList,
    },
    ({ ctx, actor, body, request }) => addDevice(ctx, actor, body, request.headers['user-agent']),
  ),
  route(
    'DELETE /me/devices/:id',
    { may: 'signed-in', summary: 'Be told on a device no more', tag, params: DeviceParams },
    ({ ctx, actor, params }) => removeDevice(ctx, actor, params.id),
  ),
]
