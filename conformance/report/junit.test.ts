import { expect, it } from 'vitest';
import { failedHandlerReport } from '../../fixtures/failed-handler-report.ts';
import { failedReport } from '../../fixtures/failed-report.ts';
import { renderJunit } from './junit.ts';

it('has a suite for each transport and a test for each rule', () => {
  const xml = renderJunit(failedReport());
  expect(xml).toContain(
    '<testsuite name="a gateway on tcp" tests="4" failures="2" errors="0" skipped="1" time="1.234">',
  );
  expect(xml).toContain('<testsuite name="a gateway on udp" tests="4" failures="0" errors="0" skipped="4"');
  expect(xml).toContain('<testcase classname="exproto.tcp" name="EXP-CONN-001 MUST words of EXP-CONN-001"/>');
  expect(xml).toContain('<skipped message="known failure: see issue 1"/>');
});

it('shows how a rule was broken, and nothing that is no XML', () => {
  const xml = renderJunit(failedReport());
  expect(xml).toContain(
    '<failure type="failed" message="expected all bytes, but &lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\u{fffd}">',
  );
  expect(xml).toContain('   0.001 s       gateway → handler  OnSocketCreated(c1)');
  expect(xml).toContain(
    'again     exproto certify --target gateway.yaml --transport tcp --seed 7 --path scenario:bytes',
  );
  expect(xml).toContain(
    '<property name="service" value="ConnectionUnaryHandler"/><property name="dialect" value="emqx-5"/>',
  );
  expect(xml).toContain('the same scenario held at replay 2:\n   0.000 s       all is well');
});

it('has one suite for a handler', () => {
  const xml = renderJunit(failedHandlerReport());
  expect(xml).toContain(
    '<testsuite name="a handler" tests="2" failures="1" errors="0" skipped="0" time="1.234">',
  );
  expect(xml).toContain('<testcase classname="exproto.handler" name="EXH-ISOLATION-001 MUST words');
  expect(xml).toContain('the handler printed last:\nit was\nhere');
  expect(xml).toContain('again     exproto verify --handler 127.0.0.1:9001 --seed 7 --path life:3');
});
