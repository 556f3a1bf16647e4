"""Registration of groups (利用登録, 様式第１)."""
