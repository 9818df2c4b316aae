export { type DeviceDefinition, defineDevice, type OwnFrame } from './define-device.ts';
export type * from './device-profile.ts';
export { profileTransports, refusableMethods } from './device-profile.ts';
export { explainProfile } from './explain-profile.ts';
export { ProfileError, type ProfileProblem } from './profile-error.ts';
export { parseProfile, readProfile } from './read-profile.ts';
export { type Captured, parseCapture, readCapture } from './record/capture.ts';
export { type ProposedProfile, proposeProfile } from './record/propose-profile.ts';
export { formatCapture, recordSession, type SessionRecorder } from './record/record-session.ts';
