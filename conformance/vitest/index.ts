export { BrokenRuleError } from './broken-rule-error.ts';
export { type DescribeGatewayOptions, describeGateway } from './describe-gateway.ts';
