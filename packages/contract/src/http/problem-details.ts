import * as z from 'zod';

/** One thing that is wrong with a request. */
export const requestErrorSchema = z
  .object({
    code: z.string().meta({ description: 'Stable code of the problem.' }),
    path: z.string().meta({ description: 'Where: `configuration.fronts[0].nations`; empty for the whole.' }),
    message: z.string(),
    suggestion: z.string().optional().meta({ description: 'What was probably meant, ready to type.' }),
  })
  .meta({ id: 'RequestError' });

/** RFC 9457, with `error` and `timestamp` for clients of the earlier service. */
export const problemDetailsSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Names the kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: 'Stable code; never reused, never renamed.' }),
    request_id: z.string(),
    errors: z.array(requestErrorSchema),
    error: z.string().meta({ description: 'The same as `detail`, for older clients.' }),
    timestamp: z.iso.datetime(),
  })
  .meta({ id: 'ProblemDetails', description: 'application/problem+json, RFC 9457' });

export type RequestError = z.infer<typeof requestErrorSchema>;
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
