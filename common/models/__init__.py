from common.models.audit_batch import AuditBatch
from common.models.audit_event import AuditEvent

__all__ = ["AuditBatch", "AuditEvent"]
