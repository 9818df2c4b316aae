export { BrokenRuleError } from './broken-rule-error.ts';
export { type DescribeGatewayOptions, describeGateway } from './describe-gateway.ts';
export { type DescribeHandlerOptions, describeHandler } from './describe-handler.ts';
