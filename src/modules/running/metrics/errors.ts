import { defineErrors } from '../../../platform/errors.ts'

export const metricsError = defineErrors('metrics', {
  wrong_token: [
    'unauthorised',
    'This address is for who has its token. Send CARILLON_METRICS_TOKEN as Authorization: Bearer ….',
  ],
})
