import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SuiteError } from '../gateway/suite-error.ts';
import { reasonOf } from '../gateway/target/reading-failure.ts';
import { heldSchema, traceSchema } from '../report/trace-schema.ts';
import { handlerModes } from '../rules/axis.ts';
import { findRule } from '../rules/catalogue.ts';
import { transports } from '../rules/transport.ts';
import type { Bundle } from './bundle.ts';
import type { HandlerBundle } from './handler-bundle.ts';
import { handlerBundleSchema } from './handler-bundle-schema.ts';

const lines = z.array(z.string());

const failureSchema = z.object({
  rule: z.string().transform((id, context) => {
    const rule = findRule(id);
    if (rule !== undefined) return rule.id;
    context.addIssue({ code: 'custom', message: `there is no rule ${id} in this version` });
    return z.NEVER;
  }),
  expected: z.string(),
  actual: z.string(),
  scenario: z.string(),
  steps: lines,
  trace: traceSchema,
  replay: z.object({ transport: z.enum(transports), seed: z.int(), path: z.string() }),
  held: heldSchema.exactOptional(),
});

const bundleSchema = z.object({
  schema: z.literal(1),
  versions: z.object({ suite: z.string(), node: z.string() }),
  target: z.union([
    z.object({ file: z.string(), text: z.string() }),
    z.object({
      own: z.literal(true),
      service: z.enum(['ConnectionUnaryHandler', 'ConnectionHandler']),
      mode: z.enum(handlerModes).exactOptional(),
    }),
  ]),
  failures: z.array(failureSchema).min(1, 'there is no failure in it'),
});

/**
 * Reads a bundle that `exproto certify --bundle` or `exproto verify --bundle` wrote.
 *
 * @throws {SuiteError} `BUNDLE_INVALID`
 */
export function readBundle(path: string): Bundle | HandlerBundle {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    // The parser's own message quotes the file, and with it passwords of the target.
    throw invalid(path, cause instanceof SyntaxError ? 'it is no JSON' : reasonOf(cause), cause);
  }
  const isOfHandler = typeof content === 'object' && content !== null && 'handler' in content;
  const result = (isOfHandler ? handlerBundleSchema : bundleSchema).safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

function invalid(path: string, reason: string, cause?: unknown): SuiteError {
  const text = `${path} is no bundle (${reason}): give a file that \`exproto certify --bundle\` or \`exproto verify --bundle\` wrote`;
  return new SuiteError('BUNDLE_INVALID', text, cause);
}
